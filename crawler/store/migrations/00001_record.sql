-- Written for SQLite and PostgreSQL alike: moments are microseconds since 1970
-- (0 is none), lists are JSON text, BYTEA holds bytes in both.

-- +goose Up
CREATE TABLE feeds (
    url           TEXT   PRIMARY KEY,
    kind          TEXT   NOT NULL,
    title         TEXT   NOT NULL,
    outlet        TEXT   NOT NULL,
    every         BIGINT NOT NULL,
    links         TEXT   NOT NULL,
    etag          TEXT   NOT NULL,
    last_modified TEXT   NOT NULL,
    checked       BIGINT NOT NULL,
    failure       TEXT   NOT NULL,
    fetched       BIGINT NOT NULL,
    moved         TEXT   NOT NULL
);

CREATE TABLE items (
    url       TEXT   PRIMARY KEY,
    feed      TEXT   NOT NULL,
    title     TEXT   NOT NULL,
    byline    TEXT   NOT NULL,
    published BIGINT NOT NULL,
    seen      BIGINT NOT NULL
);

CREATE TABLE hosts (
    host           TEXT   PRIMARY KEY,
    next           BIGINT NOT NULL,
    robots_status  BIGINT NOT NULL,
    robots         BYTEA,
    robots_fetched BIGINT NOT NULL
);

CREATE TABLE captures (
    id      TEXT   PRIMARY KEY,
    url     TEXT   NOT NULL,
    final   TEXT   NOT NULL,
    status  BIGINT NOT NULL,
    header  TEXT   NOT NULL,
    body    BYTEA  NOT NULL, -- gzip
    length  BIGINT NOT NULL, -- of the body before compression
    fetched BIGINT NOT NULL
);

-- What became of the latest look at each page.
CREATE TABLE pages (
    url      TEXT   PRIMARY KEY,
    capture  TEXT   NOT NULL,
    article  TEXT   NOT NULL,
    revision BIGINT NOT NULL,
    reason   TEXT   NOT NULL,
    status   BIGINT NOT NULL,
    checked  BIGINT NOT NULL
);
CREATE INDEX pages_reason ON pages (reason);

CREATE TABLE articles (
    id       TEXT   PRIMARY KEY,
    url      TEXT   NOT NULL,
    revision BIGINT NOT NULL, -- the newest
    seen     BIGINT NOT NULL  -- the newest's
);

CREATE TABLE revisions (
    article   TEXT   NOT NULL REFERENCES articles (id),
    number    BIGINT NOT NULL,
    url       TEXT   NOT NULL,
    title     TEXT   NOT NULL,
    byline    TEXT   NOT NULL,
    outlet    TEXT   NOT NULL,
    published BIGINT NOT NULL,
    dated_by  TEXT   NOT NULL,
    language  TEXT   NOT NULL,
    text      TEXT   NOT NULL,
    hash      TEXT   NOT NULL,
    length    BIGINT NOT NULL, -- in code points
    title_key TEXT   NOT NULL,
    sketch   BIGINT NOT NULL,
    capture   TEXT   NOT NULL REFERENCES captures (id),
    seen      BIGINT NOT NULL,
    extracted BIGINT NOT NULL, -- when its statements were first saved
    PRIMARY KEY (article, number)
);
CREATE UNIQUE INDEX revisions_hash ON revisions (article, hash);

-- By what an article without a URL is found again: its title keys and the
-- bands of its sketches.
CREATE TABLE kin (
    clue    TEXT NOT NULL,
    article TEXT NOT NULL REFERENCES articles (id),
    PRIMARY KEY (clue, article)
);

CREATE TABLE statements (
    article  TEXT   NOT NULL,
    revision BIGINT NOT NULL,
    id       TEXT   NOT NULL,
    place    BIGINT NOT NULL, -- in the order of the text
    stance   TEXT   NOT NULL,
    party    TEXT   NOT NULL,
    data     TEXT   NOT NULL, -- extractor.Statement as JSON
    PRIMARY KEY (article, revision, id),
    FOREIGN KEY (article, revision) REFERENCES revisions (article, number)
);

-- When each statement came onto the record, whatever became of it since.
CREATE TABLE sightings (
    statement TEXT   PRIMARY KEY,
    article   TEXT   NOT NULL,
    first     BIGINT NOT NULL
);
CREATE INDEX sightings_first ON sightings (first);

CREATE TABLE searches (
    id    TEXT PRIMARY KEY,
    name  TEXT NOT NULL,
    query TEXT NOT NULL
);

CREATE TABLE subscriptions (
    id       TEXT   PRIMARY KEY,
    search   TEXT   NOT NULL REFERENCES searches (id),
    address  TEXT   NOT NULL,
    schedule TEXT   NOT NULL,
    zone     TEXT   NOT NULL,
    since    BIGINT NOT NULL -- the end of the last period that was dealt with
);

CREATE TABLE deliveries (
    subscription TEXT   NOT NULL,
    period       TEXT   NOT NULL,
    message_id   TEXT   NOT NULL,
    state        TEXT   NOT NULL,
    message      BYTEA,
    path         TEXT   NOT NULL,
    error        TEXT   NOT NULL,
    composed     BIGINT NOT NULL,
    sent         BIGINT NOT NULL,
    PRIMARY KEY (subscription, period)
);

CREATE TABLE jobs (
    kind     TEXT   NOT NULL,
    subject  TEXT   NOT NULL,
    revision BIGINT NOT NULL,
    period   TEXT   NOT NULL,
    due      BIGINT NOT NULL,
    state    TEXT   NOT NULL,
    attempt  BIGINT NOT NULL,
    losses   BIGINT NOT NULL, -- how often the process ended while it ran
    again    BIGINT NOT NULL, -- enqueued while running: when it is due next
    error    TEXT   NOT NULL,
    failed   BIGINT NOT NULL,
    PRIMARY KEY (kind, subject, revision, period)
);
CREATE INDEX jobs_due ON jobs (state, due);

-- +goose Down
DROP TABLE jobs;
DROP TABLE deliveries;
DROP TABLE subscriptions;
DROP TABLE searches;
DROP TABLE sightings;
DROP TABLE statements;
DROP TABLE kin;
DROP TABLE revisions;
DROP TABLE articles;
DROP TABLE pages;
DROP TABLE captures;
DROP TABLE hosts;
DROP TABLE items;
DROP TABLE feeds;
