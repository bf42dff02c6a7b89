-- Events in blocks, one a commit; what the server's memory answers is no longer indexed; jobs carry what the job monitor shows.

CREATE TABLE event_block (
    first_seq INTEGER NOT NULL PRIMARY KEY,
    last_seq  INTEGER NOT NULL,          -- no gaps: the next block begins with last_seq + 1
    epoch     INTEGER NOT NULL,
    utc_ms    INTEGER NOT NULL,          -- label of its first event [ms since 1970, UTC]
    events    BLOB    NOT NULL,          -- encoded and compressed: EventBlockWriter
    hash      BLOB    NOT NULL           -- SHA-256 over the previous block's hash and all of the above
);

-- The newest event of each subject but jobs, which have job.last_event: where the walk back through a history begins.
CREATE TABLE event_head (
    subject    TEXT    NOT NULL,
    subject_id INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    PRIMARY KEY (subject, subject_id)
) WITHOUT ROWID;

-- Which of the databases that a workspace has had is its own: ADR 0009.
ALTER TABLE server ADD COLUMN workspace TEXT NOT NULL DEFAULT '';
ALTER TABLE server ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;
ALTER TABLE server ADD COLUMN moved_to TEXT;          -- NULL while it is in use

-- Forgetting old answers goes by time.
CREATE INDEX request_utc ON request (utc);

-- Rebuilt without the references and indexes that cost each of half a million jobs, and that memory and the audit answer for.
CREATE TABLE job_new (
    id                    INTEGER PRIMARY KEY,
    transformation_id     INTEGER NOT NULL,
    run                   INTEGER,
    section               INTEGER,
    state                 TEXT    NOT NULL,  -- Waiting, Matched, Running, Completing, Done, Held, Killed, Invalidated
    minor                 TEXT    NOT NULL DEFAULT '',
    application           TEXT    NOT NULL DEFAULT '',  -- what the payload says of itself
    attempt               INTEGER NOT NULL DEFAULT 0,   -- number of the latest attempt, 0 before the first
    payload_failures      INTEGER NOT NULL DEFAULT 0,
    infrastructure_losses INTEGER NOT NULL DEFAULT 0,
    lost_hosts            TEXT    NOT NULL DEFAULT '',  -- the different hosts of those losses, one a line
    cause                 TEXT    NOT NULL DEFAULT '',  -- normalised: what failures are grouped by
    cause_detail          TEXT    NOT NULL DEFAULT '',  -- names file, place, expected and found
    site                  TEXT    NOT NULL DEFAULT '',  -- of the latest attempt
    host                  TEXT    NOT NULL DEFAULT '',
    owner                 TEXT    NOT NULL DEFAULT '',
    priority              INTEGER NOT NULL DEFAULT 0,
    input_file            INTEGER,                      -- the first input
    last_event            INTEGER NOT NULL DEFAULT 0,   -- sequence number of its newest event
    created_utc           TEXT    NOT NULL,
    updated_utc           TEXT    NOT NULL
);
INSERT INTO job_new (
    id, transformation_id, run, section, state, minor, attempt, payload_failures, infrastructure_losses, lost_hosts, cause, cause_detail,
    input_file, created_utc, updated_utc)
SELECT id, transformation_id, run, section, state, minor, attempt, payload_failures, infrastructure_losses, lost_hosts, cause, cause_detail,
    (SELECT min(i.file_id) FROM job_input i WHERE i.job_id = job.id), created_utc, updated_utc FROM job;

CREATE TABLE job_input_new (
    job_id  INTEGER NOT NULL,
    file_id INTEGER NOT NULL,
    PRIMARY KEY (job_id, file_id)
) WITHOUT ROWID;
INSERT INTO job_input_new (job_id, file_id) SELECT job_id, file_id FROM job_input;

CREATE TABLE transformation_input_new (
    transformation_id INTEGER NOT NULL,
    file_id           INTEGER NOT NULL,
    state             TEXT    NOT NULL,   -- Unused, Assigned, Processed, Problematic, Invalid
    job_id            INTEGER,
    PRIMARY KEY (transformation_id, file_id)
) WITHOUT ROWID;
INSERT INTO transformation_input_new (transformation_id, file_id, state, job_id)
SELECT transformation_id, file_id, state, job_id FROM transformation_input;

CREATE TABLE attempt_new (
    job_id      INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    lease       TEXT    NOT NULL,          -- random; part of the fence
    epoch       INTEGER NOT NULL,
    pilot_id    INTEGER NOT NULL,
    host        TEXT    NOT NULL,
    state       TEXT    NOT NULL,          -- Leased, Running, Uploaded, Accepted, Failed, Lost, Refused, Killed
    se          TEXT    NOT NULL,
    path        TEXT    NOT NULL,          -- folder at the element that is this attempt's alone
    swept       INTEGER NOT NULL DEFAULT 0,-- 1: closed, and its path holds nothing that is not accepted
    exit_code   INTEGER,
    signal      INTEGER,
    cause       TEXT    NOT NULL DEFAULT '',
    detail      TEXT    NOT NULL DEFAULT '',
    log_tail    TEXT    NOT NULL DEFAULT '',
    cpu_seconds REAL,
    wall_seconds REAL,
    max_rss_bytes INTEGER,
    leased_utc  TEXT    NOT NULL,
    ended_utc   TEXT,
    PRIMARY KEY (job_id, number)
);
INSERT INTO attempt_new (
    job_id, number, lease, epoch, pilot_id, host, state, se, path, swept, exit_code, signal, cause, detail, log_tail, cpu_seconds,
    wall_seconds, max_rss_bytes, leased_utc, ended_utc)
SELECT job_id, number, lease, epoch, pilot_id, host, state, se, path, swept, exit_code, signal, cause, detail, log_tail, cpu_seconds,
    wall_seconds, max_rss_bytes, leased_utc, ended_utc FROM attempt;

DROP TABLE attempt;
DROP TABLE job_input;
DROP TABLE transformation_input;
DROP TABLE job;
ALTER TABLE job_new RENAME TO job;
ALTER TABLE job_input_new RENAME TO job_input;
ALTER TABLE transformation_input_new RENAME TO transformation_input;
ALTER TABLE attempt_new RENAME TO attempt;

-- Live attempts, and closed ones that wait for the sweep: few among millions.
CREATE INDEX attempt_unswept ON attempt (job_id, number) WHERE swept = 0;
