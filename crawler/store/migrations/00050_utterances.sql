-- +goose Up

-- The different wordings that statements have, as they are compared with each
-- other. What two of them are found by are their marks; two that are one
-- utterance are a pair, wording < other; those that pairs lead from one to the
-- other have one bond, the label of their group.
CREATE TABLE wordings (
    id    BIGINT PRIMARY KEY, -- a hash of data
    bond BIGINT NOT NULL,
    data  TEXT   NOT NULL -- extractor.Wording as JSON
);
CREATE INDEX wordings_bond ON wordings (bond);

CREATE TABLE wording_marks (
    mark    BIGINT NOT NULL,
    wording BIGINT NOT NULL REFERENCES wordings (id),
    PRIMARY KEY (mark, wording)
);

CREATE TABLE wording_pairs (
    wording BIGINT NOT NULL REFERENCES wordings (id),
    other   BIGINT NOT NULL REFERENCES wordings (id),
    PRIMARY KEY (wording, other)
);
CREATE INDEX wording_pairs_other ON wording_pairs (other);

-- Which statement has which wording, once for all revisions that hold it.
CREATE TABLE sayings (
    statement TEXT   PRIMARY KEY,
    article   TEXT   NOT NULL REFERENCES articles (id),
    wording   BIGINT NOT NULL REFERENCES wordings (id),
    bond     BIGINT NOT NULL, -- the wording's
    seen      BIGINT NOT NULL, -- when the first revision that holds it was fetched
    last      BIGINT NOT NULL, -- the newest revision that holds it
    utterance TEXT   NOT NULL  -- the statement of the group that was seen first; empty when nobody repeats it
);
CREATE INDEX sayings_article ON sayings (article);
CREATE INDEX sayings_wording ON sayings (wording);
CREATE INDEX sayings_bond ON sayings (bond, seen, statement);
CREATE INDEX sayings_utterance ON sayings (bond, utterance);

-- The article of a story that was seen first; empty when nobody reprints it.
ALTER TABLE articles ADD COLUMN story TEXT NOT NULL DEFAULT '';
CREATE INDEX articles_story ON articles (story);
-- Whether an article's wordings and story are known: 0 in records older than
-- this.
ALTER TABLE articles ADD COLUMN assigned BIGINT NOT NULL DEFAULT 0;
CREATE INDEX articles_assigned ON articles (assigned, id);

-- +goose Down
DROP INDEX articles_assigned;
ALTER TABLE articles DROP COLUMN assigned;
DROP INDEX articles_story;
ALTER TABLE articles DROP COLUMN story;
DROP TABLE sayings;
DROP TABLE wording_pairs;
DROP TABLE wording_marks;
DROP TABLE wordings;
