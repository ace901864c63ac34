-- The files of the rule book in force last that were not as the program has them, as JSON by path, null for those of the
-- program that were not there: so that it is known after a start what has changed.
CREATE TABLE rule_files (
    one INTEGER PRIMARY KEY,
    digest TEXT NOT NULL,
    files TEXT NOT NULL
);
