package index

import (
	_ "embed" // for help.txt
	"strings"
)

//go:embed help.txt
var helpText string

// Topic is a part of what there is to know of the query language.
type Topic struct {
	Name     string
	Examples []Example
	Notes    []string
}

// Example is a query with what it asks for.
type Example struct{ Query, Means string }

// Help gives what can be asked, for people: the text of help.txt.
func Help() []Topic {
	var list []Topic
	for line := range strings.Lines(helpText) {
		line = strings.TrimRight(line, "\n")
		name, heading := strings.CutPrefix(line, "## ")
		if heading {
			list = append(list, Topic{Name: name})
			continue
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		t := &list[len(list)-1]
		note, isNote := strings.CutPrefix(line, "* ")
		means, indented := strings.CutPrefix(line, "\t")
		switch {
		case isNote:
			t.Notes = append(t.Notes, note)
		case indented:
			e := &t.Examples[len(t.Examples)-1]
			e.Means = strings.ReplaceAll(means, "{values}", e.values())
		default:
			t.Examples = append(t.Examples, Example{Query: line})
		}
	}
	return list
}

// values lists what the example's field can have.
func (e Example) values() string {
	field, _, _ := strings.Cut(e.Query, ":")
	return listed(Closed(Field(field)), "or")
}
