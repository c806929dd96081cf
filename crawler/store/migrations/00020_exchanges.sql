-- How captures came: what was asked and answered, and the looks that found
-- the same again.

-- +goose Up
ALTER TABLE captures ADD COLUMN article TEXT NOT NULL DEFAULT '';
ALTER TABLE captures ADD COLUMN origin TEXT NOT NULL DEFAULT '';
ALTER TABLE captures ADD COLUMN exchanges TEXT NOT NULL DEFAULT 'null';
ALTER TABLE captures ADD COLUMN coding TEXT NOT NULL DEFAULT ''; -- that the body came in
ALTER TABLE captures ADD COLUMN wire BYTEA; -- the body as it came, where it can't be told from body and coding
ALTER TABLE captures ADD COLUMN payload TEXT NOT NULL DEFAULT ''; -- SHA-256 of the body as it came
ALTER TABLE captures ADD COLUMN dropped BIGINT NOT NULL DEFAULT 0; -- when its bytes were dropped
CREATE INDEX captures_article ON captures (article);
CREATE INDEX captures_fetched ON captures (fetched);

UPDATE captures SET article = COALESCE((SELECT r.article FROM revisions r WHERE r.capture = captures.id),
    (SELECT p.article FROM pages p WHERE p.capture = captures.id), '');

ALTER TABLE revisions ADD COLUMN reader TEXT NOT NULL DEFAULT '{}';

-- A look that found a capture's URL and body again.
CREATE TABLE visits (
    capture   TEXT   NOT NULL REFERENCES captures (id),
    fetched   BIGINT NOT NULL,
    status    BIGINT NOT NULL,
    final     TEXT   NOT NULL,
    exchanges TEXT   NOT NULL,
    coding    TEXT   NOT NULL,
    payload   TEXT   NOT NULL,
    wire      BYTEA, -- where the body came in another form than the capture's
    PRIMARY KEY (capture, fetched)
);

-- +goose Down
DROP TABLE visits;
ALTER TABLE revisions DROP COLUMN reader;
DROP INDEX captures_fetched;
DROP INDEX captures_article;
ALTER TABLE captures DROP COLUMN dropped;
ALTER TABLE captures DROP COLUMN payload;
ALTER TABLE captures DROP COLUMN wire;
ALTER TABLE captures DROP COLUMN coding;
ALTER TABLE captures DROP COLUMN exchanges;
ALTER TABLE captures DROP COLUMN origin;
ALTER TABLE captures DROP COLUMN article;
