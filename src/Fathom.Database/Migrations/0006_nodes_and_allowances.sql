-- Nodes that are banned. One without a row is in use.
CREATE TABLE node (
    name   TEXT NOT NULL PRIMARY KEY,   -- host name
    banned TEXT                         -- the reason, NULL where not banned
);

-- What an operator gave a job beyond its transformation's limits. Read when a job is given again.
CREATE TABLE job_allowance (
    job_id       INTEGER NOT NULL PRIMARY KEY REFERENCES job (id),
    memory_mib   REAL,                  -- NULL: the transformation's
    wall_seconds REAL                   -- likewise
);
