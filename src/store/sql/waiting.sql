SELECT path, sha256, inbox FROM submission WHERE state = 'waiting'
