-- +goose Up

-- Wordings are read otherwise than before: clauses, numbers, dates and what is
-- negated; words that stand for each other have one mark, short statements have
-- more of them. What was made of them, their marks and sketches above all, is
-- made anew from the statements, together with the index, before anything is
-- read.
DELETE FROM wording_pairs;
DELETE FROM wording_marks;
DELETE FROM sayings;
DELETE FROM wordings;
UPDATE articles SET assigned = 0;

-- +goose Down
SELECT 1;
