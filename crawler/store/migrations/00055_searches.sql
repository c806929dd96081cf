-- Searches that people save beside those of the configuration, the addresses
-- under which each is had, and what is posted of them.

-- +goose Up
ALTER TABLE searches ADD COLUMN people BIGINT NOT NULL DEFAULT 0; -- 1 of one that people saved
ALTER TABLE searches ADD COLUMN canonical TEXT NOT NULL DEFAULT ''; -- how the query was read when it was saved
ALTER TABLE searches ADD COLUMN made BIGINT NOT NULL DEFAULT 0;
ALTER TABLE searches ADD COLUMN link TEXT NOT NULL DEFAULT ''; -- the unguessable part of the share link
ALTER TABLE searches ADD COLUMN token TEXT NOT NULL DEFAULT ''; -- the unguessable part of its feeds' addresses
CREATE UNIQUE INDEX searches_link ON searches (link) WHERE link <> '';

CREATE TABLE hooks (
    search TEXT   PRIMARY KEY REFERENCES searches (id),
    url    TEXT   NOT NULL,
    secret TEXT   NOT NULL,
    since  BIGINT NOT NULL, -- what came on record up to then has been put into postings
    made   BIGINT NOT NULL
);

CREATE TABLE postings (
    id         TEXT   PRIMARY KEY,
    search     TEXT   NOT NULL,
    since      BIGINT NOT NULL,
    until      BIGINT NOT NULL,
    statements BIGINT NOT NULL,
    changes    BIGINT NOT NULL,
    body       BYTEA  NOT NULL,
    state      TEXT   NOT NULL, -- pending, taken or given up
    attempts   BIGINT NOT NULL,
    status     BIGINT NOT NULL, -- of the last answer; 0 is none
    error      TEXT   NOT NULL,
    made       BIGINT NOT NULL,
    tried      BIGINT NOT NULL
);
CREATE INDEX postings_search ON postings (search, made);

-- 1 of a digest that tells that its search can't be read: what came on record
-- meanwhile is left to the first one after it was mended.
ALTER TABLE deliveries ADD COLUMN broken BIGINT NOT NULL DEFAULT 0;

-- +goose Down
ALTER TABLE deliveries DROP COLUMN broken;
DROP TABLE postings;
DROP TABLE hooks;
DROP INDEX searches_link;
ALTER TABLE searches DROP COLUMN token;
ALTER TABLE searches DROP COLUMN link;
ALTER TABLE searches DROP COLUMN made;
ALTER TABLE searches DROP COLUMN canonical;
ALTER TABLE searches DROP COLUMN people;
