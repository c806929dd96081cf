-- What must never be dropped, and what was.

-- +goose Up
CREATE TABLE holds (
    kind    TEXT   NOT NULL, -- statement, article, outlet, search or query
    what    TEXT   NOT NULL,
    reason  TEXT   NOT NULL,
    added   BIGINT NOT NULL,
    settled BIGINT NOT NULL, -- when the articles of a search or query were found; 0 before
    PRIMARY KEY (kind, what)
);

-- The articles that the hold of a search or query has named so far.
CREATE TABLE held (
    kind    TEXT NOT NULL,
    what    TEXT NOT NULL,
    article TEXT NOT NULL,
    PRIMARY KEY (kind, what, article),
    FOREIGN KEY (kind, what) REFERENCES holds (kind, what)
);
CREATE INDEX held_article ON held (article);

CREATE TABLE tombstones (
    kind    TEXT   NOT NULL, -- article or capture
    id      TEXT   NOT NULL,
    dropped BIGINT NOT NULL,
    rule    TEXT   NOT NULL,
    url     TEXT   NOT NULL,
    outlet  TEXT   NOT NULL,
    seen    BIGINT NOT NULL, -- when it was last seen
    hashes  TEXT   NOT NULL, -- of the texts and bytes, as JSON
    PRIMARY KEY (kind, id, dropped)
);
CREATE INDEX tombstones_dropped ON tombstones (dropped);

CREATE INDEX revisions_capture ON revisions (capture);
CREATE INDEX revisions_outlet ON revisions (outlet);

-- +goose Down
DROP INDEX revisions_outlet;
DROP INDEX revisions_capture;
DROP TABLE tombstones;
DROP TABLE held;
DROP TABLE holds;
