-- How long jobs of a transformation last: sums over its accepted attempts, written in the transaction that accepts one.
CREATE TABLE step_pace (
    transformation_id INTEGER NOT NULL PRIMARY KEY REFERENCES transformation (id),
    accepted          INTEGER NOT NULL,  -- attempts, also those whose outputs were invalidated since
    mean_wall         REAL    NOT NULL,  -- seconds
    wall_squares      REAL    NOT NULL,  -- sum of squares about the mean
    recent            TEXT    NOT NULL,  -- quarters of a minute since 1970, each with its attempts
    measured          INTEGER NOT NULL,  -- attempts of known duration; sizes in bytes, seconds at CPU factor 1
    mean_size         REAL    NOT NULL,
    size_squares      REAL    NOT NULL,
    mean_seconds      REAL    NOT NULL,
    products          REAL    NOT NULL,  -- of size and seconds about their means
    errors            TEXT    NOT NULL   -- measured over expected: classes 5 % wide, each with its attempts
);

-- What ended before: the factor of its node is not known any more and taken as 1, nothing of it is recent.
INSERT INTO step_pace (
    transformation_id, accepted, mean_wall, wall_squares, recent, measured, mean_size, size_squares, mean_seconds, products, errors)
SELECT x.transformation_id, count(*), m.wall, sum((x.wall - m.wall) * (x.wall - m.wall)), '',
       count(*), m.size, sum((x.size - m.size) * (x.size - m.size)), m.wall, sum((x.size - m.size) * (x.wall - m.wall)), ''
FROM (SELECT j.transformation_id, a.wall_seconds AS wall, CAST(f.size AS REAL) AS size
      FROM attempt a JOIN job j ON j.id = a.job_id JOIN file f ON f.id = j.input_file WHERE a.state = 'Accepted' AND a.wall_seconds > 0) x
JOIN (SELECT j.transformation_id, avg(a.wall_seconds) AS wall, avg(CAST(f.size AS REAL)) AS size
      FROM attempt a JOIN job j ON j.id = a.job_id JOIN file f ON f.id = j.input_file WHERE a.state = 'Accepted' AND a.wall_seconds > 0
      GROUP BY j.transformation_id) m ON m.transformation_id = x.transformation_id
GROUP BY x.transformation_id, m.wall, m.size;

-- Speed of a pilot's node by its benchmark, 1 for the reference node.
ALTER TABLE pilot ADD COLUMN cpu_factor REAL NOT NULL DEFAULT 1;

-- What a campaign failed of is counted over the few attempts that have a cause.
CREATE INDEX attempt_caused ON attempt (cause, job_id) WHERE cause <> '';

-- The element that the evidence blames: that of an input that could not be read, of an output that could not be written.
ALTER TABLE attempt ADD COLUMN blamed_se TEXT;   -- NULL: none
