-- +goose Up

-- By what the prints of one story are found: the bands of a revision's text.
CREATE TABLE prints (
    band     BIGINT NOT NULL,
    article  TEXT   NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (band, article, revision),
    FOREIGN KEY (article, revision) REFERENCES revisions (article, number)
);

-- Two articles of which some states are prints of one story; article < other.
CREATE TABLE reprints (
    article TEXT NOT NULL REFERENCES articles (id),
    other   TEXT NOT NULL REFERENCES articles (id),
    overlap DOUBLE PRECISION NOT NULL, -- the largest, of both texts' runs of five words
    PRIMARY KEY (article, other)
);
CREATE INDEX reprints_other ON reprints (other);

-- The news agency that a revision gives credit to.
ALTER TABLE revisions ADD COLUMN credit TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE revisions DROP COLUMN credit;
DROP INDEX reprints_other;
DROP TABLE reprints;
DROP TABLE prints;
