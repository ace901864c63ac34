-- What was read of a report, as JSON: later reports on its project are held against it, wherever its file went since.
CREATE TABLE reading (
    report TEXT PRIMARY KEY REFERENCES report (id),
    body TEXT NOT NULL
);
-- How the reports of a series are called, without their years; '' where that would not tell it from others.
ALTER TABLE report ADD COLUMN series TEXT NOT NULL DEFAULT '';
CREATE INDEX report_by_series ON report (series);
