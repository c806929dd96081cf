package index

import (
	"slices"
	"strings"
)

// Loosened gives, for a query that asks for several words at once, the one that
// asks for any of them, so that who finds nothing can be shown what comes
// nearest: a sentence as somebody remembers it, a question. Words that say
// nothing alone are left out where others remain; filters, days and what is
// denied still hold. ok is false where nothing can be loosened.
func (q Query) Loosened() (loose Query, ok bool) {
	list, several := q.Expr.(And)
	if !several {
		return q, false
	}
	var words Or
	var required And
	for _, e := range list {
		switch e := e.(type) {
		case Term, Phrase, Prefix:
			words = append(words, e)
		default:
			required = append(required, e)
		}
	}
	telling := slices.DeleteFunc(slices.Clone(words), tellsNothing)
	if len(telling) > 0 {
		words = telling
	}
	if len(words) == 0 || len(words)+len(required) == len(list) && len(words) < 2 {
		return q, false
	}
	var either Expr = words
	if len(words) == 1 {
		either = words[0]
	}
	q.Expr, q.Cursor = all(append([]Expr{either}, required...)), ""
	return q, true
}

func tellsNothing(e Expr) bool {
	t, ok := e.(Term)
	return ok && t.Field == "" && slices.Contains(smallWords, strings.ToLower(t.Word))
}

// smallWords are those that hold English sentences and questions together.
var smallWords = strings.Fields(`
	a about after all an and any are as at be been before being but by can could did do does doing done down for from
	had has have having he her here him his how i if in into is it its just me more most much my no not of off on once
	only or our out over own s said say says she should so some such t than that the their them then there these they
	this those through to too under until up us very was we were what when where which while who whom whose why will
	with would you your`)
