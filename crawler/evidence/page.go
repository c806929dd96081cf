package evidence

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"slices"
	"strings"
)

//go:embed templates/page.html page.go annotation.go
var templates embed.FS

// pageVersion names what makes the page: the same makes the same of the same
// files.
func pageVersion() string {
	var all []byte
	for _, name := range []string{"templates/page.html", "page.go", "annotation.go"} {
		text, err := templates.ReadFile(name)
		if err != nil {
			panic(err) // it is embedded
		}
		all = append(all, text...)
	}
	return "page " + Sum(all)[:16]
}

// pageView is what the readable page shows.
type pageView struct {
	Annotation
	Source     Source
	State      State
	Words      []string
	Paragraphs [][]segment
	Records    []record
	Files      []fileView
	Link       bool
	Version    string
}

type fileView struct{ Name, Sum string }

// segment is a stretch of a paragraph; Class tells what it is to the
// statement, empty for nothing.
type segment struct{ Text, Class string }

// renderPage makes the readable page of what the other files hold and nothing
// else, so that it can be made again and compared.
func renderPage(a Annotation, text string, records []record, files []File) ([]byte, error) {
	t, err := template.ParseFS(templates, "templates/page.html")
	if err != nil {
		return nil, fmt.Errorf("read page template: %w", err)
	}
	if len(a.Target) == 0 {
		return nil, fmt.Errorf("the statement has no words")
	}
	v := pageView{Annotation: a, Source: a.Target[0].Source, State: a.Target[0].State, Records: records, Version: pageVersion()}
	v.Link = strings.HasPrefix(v.Source.Via, "http://") || strings.HasPrefix(v.Source.Via, "https://")
	if v.Paragraphs, err = marked(a, text); err != nil {
		return nil, err
	}
	for _, target := range a.Target {
		v.Words = append(v.Words, target.Selector[1].Exact)
	}
	for _, f := range files {
		v.Files = append(v.Files, fileView{f.Name, Sum(f.Data)})
	}
	var b bytes.Buffer
	if err := t.Execute(&b, v); err != nil {
		return nil, fmt.Errorf("render page: %w", err)
	}
	return b.Bytes(), nil
}

// marked cuts a text into paragraphs and these where the statement's parts
// begin and end.
func marked(a Annotation, text string) ([][]segment, error) {
	p := newPositions(text)
	class := make([]string, p.length())
	mark := func(name string, all []Selector) error {
		stretches, err := p.hit(all)
		for _, s := range stretches {
			for i := s.start; i < s.end; i++ {
				class[i] = name
			}
		}
		return err
	}
	for _, t := range a.Target {
		if err := mark("said", t.Selector); err != nil {
			return nil, err
		}
		if len(t.Selector) != 2 {
			return nil, fmt.Errorf("a target with %d selectors", len(t.Selector))
		}
	}
	for _, err := range []error{mark("who", a.Body.SpeakerWords), mark("how", a.Body.CueWords)} {
		if err != nil {
			return nil, err
		}
	}
	return cut(p.runes, class), nil
}

// cut makes paragraphs of segments of one class each.
func cut(runes []rune, class []string) [][]segment {
	out := [][]segment{nil}
	for i := 0; i < len(runes); {
		if i+1 < len(runes) && runes[i] == '\n' && runes[i+1] == '\n' {
			out = append(out, nil)
			i += 2
			continue
		}
		end := i + 1
		for end < len(runes) && class[end] == class[i] && !(runes[end] == '\n' && end+1 < len(runes) && runes[end+1] == '\n') {
			end++
		}
		last := len(out) - 1
		out[last] = append(out[last], segment{string(runes[i:end]), class[i]})
		i = end
	}
	return slices.DeleteFunc(out, func(p []segment) bool { return len(p) == 0 })
}
