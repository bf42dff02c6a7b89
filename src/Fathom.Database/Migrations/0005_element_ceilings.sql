-- What storage elements were declared to stand, jobs and transfers together. One without a row, or a column without a value: no ceiling.
CREATE TABLE element_ceiling (
    element       TEXT NOT NULL PRIMARY KEY REFERENCES storage_element (name),
    read_bytes    REAL,                 -- a second
    write_bytes   REAL,                 -- a second
    read_streams  INTEGER,              -- at a time
    write_streams INTEGER               -- at a time
);
