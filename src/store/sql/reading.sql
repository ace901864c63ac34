SELECT body FROM reading WHERE report = $1
