package index

import (
	"errors"
	"fmt"
)

// The bounds of a query's text.
const (
	MaxLength = 8192 // code points
	MaxDepth  = 20   // parentheses within parentheses
	MaxTerms  = 256  // words, those of phrases too, values and ranges
)

// SyntaxError tells where a query can't be understood, and why, in a sentence
// for the person who wrote it.
type SyntaxError struct {
	// Pos counts the code points before the place.
	Pos    int
	Reason string
	// Suggestion is the whole query mended, where it is clear how; it parses.
	Suggestion string

	mend *edit // nil when it isn't clear
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("at character %d: %s", e.Pos+1, e.Reason)
}

// Parse reads the text form of a query:
//
//	cancelled flights          both words, in any grammatical form
//	"gross negligence"         exactly these words
//	outag*                     words that begin so
//	delta OR united            either; AND binds closer than OR
//	-sabotage, NOT sabotage    without
//	(a OR b) AND c             grouped
//	a NEAR/5 b                 in either order, with at most five words between
//	stance:deny                a field's value
//	party:"Delta Air Lines"    a value of several words
//	stance:(deny OR accuse)    any of these values
//	title:outage               a word in another field
//	in:headline outage         the same; in:lead (a OR b) for several
//	date:2024-08-06, date:2024-08, date:2024-08-01..2024-08-31, date:>=2024-08-01
//	since:P7D, until:2024-08   from then on; up to then
//
// NEAR stands between words, phrases, beginnings of words, or alternatives of
// these in parentheses. A facet's values that stand at the top level become
// Filters, all else Expr. Among words that ask for something, one without a
// letter or digit is read over (Hints tells so). The error is a *SyntaxError.
func Parse(text string) (Query, error) {
	q, err := parse(text)
	var at *SyntaxError
	if errors.As(err, &at) {
		at.Suggestion = mended(text, err)
	}
	return q, err
}

func parse(text string) (Query, error) {
	all, err := tokens(text)
	if err != nil {
		return Query{}, err
	}
	p := &parser{tokens: all}
	if p.peek().kind == endToken {
		return Query{}, nil
	}
	branches, err := p.branches("")
	if err != nil {
		return Query{}, err
	}
	if t := p.peek(); t.kind != endToken {
		return Query{}, unopened(t)
	}
	if len(branches) > 1 {
		return Query{Expr: either(branches)}, nil
	}
	return lift(branches[0]), nil
}

type parser struct {
	tokens []token
	at     int
	depth  int
	terms  int
}

func (p *parser) peek() token { return p.tokens[p.at] }

func (p *parser) take() token {
	t := p.tokens[p.at]
	if t.kind != endToken {
		p.at++
	}
	return t
}

// branches reads operands of OR, each a list of operands of AND.
func (p *parser) branches(within Field) ([][]clause, error) {
	var branches [][]clause
	for {
		b, err := p.clauses(within)
		if err != nil {
			return nil, err
		}
		branches = append(branches, b)
		if p.peek().kind != orToken {
			return branches, nil
		}
		p.take()
	}
}

// clauses reads operands of AND, of which one has to ask for something.
func (p *parser) clauses(within Field) ([]clause, error) {
	first := p.peek()
	var list []clause
	asks := false
	for {
		t := p.peek()
		bare := t.kind == fieldToken
		e, err := p.near(within)
		if err != nil {
			return nil, err
		}
		list = append(list, clause{e, bare})
		asks = asks || e != nil
		switch p.peek().kind {
		case andToken:
			p.take()
		case orToken, closeToken, endToken:
			if !asks {
				return nil, &SyntaxError{Pos: first.pos, Reason: "there is no letter or digit here, so this asks for nothing"}
			}
			return list, nil
		}
	}
}

// operand reads one operand; nil is a word that asks for nothing.
func (p *parser) operand(within Field) (Expr, error) {
	t := p.take()
	switch t.kind {
	case notToken:
		return p.negation(within, t)
	case openToken:
		return p.group(within, t)
	case fieldToken:
		return p.field(within, t)
	case wordToken, phraseToken:
		return p.term(within, t)
	case andToken, orToken, nearToken:
		return nil, &SyntaxError{Pos: t.pos, Reason: t.operator() + " needs something before it; to search for the word, put it in quotation marks",
			mend: &edit{t.pos, t.end, ""}}
	}
	return nil, p.missing(t)
}

// missing explains why nothing stands where an operand should.
func (p *parser) missing(t token) error {
	if p.at > 1 || t.kind == endToken && p.at > 0 {
		before := p.tokens[p.at-1]
		if t.kind == closeToken {
			before = p.tokens[p.at-2]
		}
		switch before.kind {
		case andToken, orToken, notToken, nearToken:
			return &SyntaxError{Pos: before.pos, Reason: before.operator() + " needs something after it",
				mend: &edit{before.pos, before.end, ""}}
		case openToken:
			if t.kind == closeToken {
				return &SyntaxError{Pos: before.pos, Reason: "there is nothing in these parentheses",
					mend: &edit{before.pos, t.end, ""}}
			}
			return unclosed(before, t)
		}
	}
	return unopened(t)
}

func unopened(t token) error {
	return &SyntaxError{Pos: t.pos, Reason: "this parenthesis was never opened", mend: &edit{t.pos, t.end, ""}}
}

// unclosed is the error of a parenthesis that is open where the text ends.
func unclosed(open, end token) error {
	return &SyntaxError{Pos: open.pos, Reason: "this parenthesis is never closed", mend: &edit{end.pos, end.pos, ")"}}
}

func (t token) operator() string {
	switch t.kind {
	case andToken:
		return "AND"
	case orToken:
		return "OR"
	case nearToken:
		return "NEAR" + t.text
	}
	return "NOT"
}

// negation reads what NOT denies: each NOT counts as a level, so that a
// thousand of them are refused and not followed.
func (p *parser) negation(within Field, t token) (Expr, error) {
	if err := p.enter(t); err != nil {
		return nil, err
	}
	e, err := p.operand(within)
	p.depth--
	return negated(e), err
}

func (p *parser) enter(t token) error {
	p.depth++
	if p.depth > MaxDepth {
		return &SyntaxError{Pos: t.pos, Reason: fmt.Sprintf("more than %d levels of parentheses", MaxDepth)}
	}
	return nil
}

func (p *parser) group(within Field, open token) (Expr, error) {
	if err := p.enter(open); err != nil {
		return nil, err
	}
	branches, err := p.branches(within)
	if err != nil {
		return nil, err
	}
	if t := p.take(); t.kind != closeToken {
		return nil, unclosed(open, t)
	}
	p.depth--
	return either(branches), nil
}
