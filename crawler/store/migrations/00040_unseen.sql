-- What cannot be seen, by outlet; and what an article's page tells of it beside
-- its text.

-- +goose Up
ALTER TABLE pages ADD COLUMN outlet TEXT NOT NULL DEFAULT '';
UPDATE pages SET outlet = COALESCE((SELECT r.outlet FROM revisions r WHERE r.article = pages.article AND r.number = pages.revision), '');
ALTER TABLE revisions ADD COLUMN zone BIGINT NOT NULL DEFAULT 0; -- of published, seconds east
ALTER TABLE revisions ADD COLUMN modified BIGINT NOT NULL DEFAULT 0;
ALTER TABLE revisions ADD COLUMN modified_by TEXT NOT NULL DEFAULT '';
ALTER TABLE revisions ADD COLUMN image TEXT NOT NULL DEFAULT '';
ALTER TABLE revisions ADD COLUMN notes TEXT NOT NULL DEFAULT ''; -- paragraphs

-- +goose Down
ALTER TABLE revisions DROP COLUMN notes;
ALTER TABLE revisions DROP COLUMN image;
ALTER TABLE revisions DROP COLUMN modified_by;
ALTER TABLE revisions DROP COLUMN modified;
ALTER TABLE revisions DROP COLUMN zone;
ALTER TABLE pages DROP COLUMN outlet;
