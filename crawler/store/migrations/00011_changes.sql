-- +goose Up

-- When a revision's statements were first compared with those before.
ALTER TABLE revisions ADD COLUMN compared BIGINT NOT NULL DEFAULT 0;
CREATE INDEX revisions_compared ON revisions (compared);

-- What became of an article's statements from the revision before to this one.
CREATE TABLE changes (
    article  TEXT   NOT NULL,
    revision BIGINT NOT NULL,
    place    BIGINT NOT NULL,
    kind     TEXT   NOT NULL,
    data     TEXT   NOT NULL, -- extractor.Change as JSON
    PRIMARY KEY (article, revision, place),
    FOREIGN KEY (article, revision) REFERENCES revisions (article, number)
);

-- +goose Down
DROP TABLE changes;
DROP INDEX revisions_compared;
ALTER TABLE revisions DROP COLUMN compared;
