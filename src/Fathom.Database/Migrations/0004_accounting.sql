-- Accounts: sums over ended attempts, by hour and series; hours of old days are added up to the first of the day.
-- What attempts are counted by, but for the time.
CREATE TABLE accounting_series (
    id             INTEGER NOT NULL PRIMARY KEY,
    site           TEXT   NOT NULL,
    campaign       TEXT   NOT NULL,
    transformation TEXT   NOT NULL,
    owner          TEXT   NOT NULL,
    cause          TEXT   NOT NULL   -- empty for accepted attempts
);

-- Written in the transaction of the event that ends the attempt, so that a crash neither loses nor doubles one.
CREATE TABLE accounting (
    hour              INTEGER NOT NULL,  -- whole hours since 1970-01-01, UTC
    series_id         INTEGER NOT NULL REFERENCES accounting_series (id),
    accepted          INTEGER NOT NULL,
    failed            INTEGER NOT NULL,
    lost              INTEGER NOT NULL,
    killed            INTEGER NOT NULL,
    cpu_ms            INTEGER NOT NULL,
    normalised_cpu_ms INTEGER NOT NULL,
    wall_ms           INTEGER NOT NULL,
    wasted_wall_ms    INTEGER NOT NULL,
    bytes_read        INTEGER NOT NULL,
    bytes_written     INTEGER NOT NULL,
    PRIMARY KEY (hour, series_id)
);

-- Alerts that have fired. The rules are files; what they look at is measured.
CREATE TABLE alert (
    id           INTEGER NOT NULL PRIMARY KEY,
    rule         TEXT   NOT NULL,
    subject      TEXT   NOT NULL,   -- a campaign, a site, an element; empty for the server
    severity     TEXT   NOT NULL,   -- Warning, Critical
    text         TEXT   NOT NULL,
    what_to_do   TEXT   NOT NULL,
    value        REAL,
    fired_utc    TEXT   NOT NULL,
    resolved_utc TEXT,              -- NULL while it is up
    told         INTEGER NOT NULL,
    delivery     TEXT   NOT NULL    -- empty where no channel is named, told, or what went wrong
);
