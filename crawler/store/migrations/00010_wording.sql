-- +goose Up

-- What identifies a revision is its words, its title's among them.
ALTER TABLE revisions ADD COLUMN words TEXT NOT NULL DEFAULT '';
UPDATE revisions SET words = hash;
DROP INDEX revisions_hash;
CREATE UNIQUE INDEX revisions_words ON revisions (article, words);

-- The page by which an article is followed.
ALTER TABLE articles ADD COLUMN home TEXT NOT NULL DEFAULT '';
UPDATE articles SET home = COALESCE((SELECT MIN(url) FROM pages WHERE pages.article = articles.id), '');
CREATE INDEX pages_article ON pages (article);

-- +goose Down
DROP INDEX pages_article;
ALTER TABLE articles DROP COLUMN home;
DROP INDEX revisions_words;
CREATE UNIQUE INDEX revisions_hash ON revisions (article, hash);
ALTER TABLE revisions DROP COLUMN words;
