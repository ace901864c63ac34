SELECT DISTINCT receiver FROM delivery WHERE state = 'waiting'
