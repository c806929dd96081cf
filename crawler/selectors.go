package crawler

import (
	"fmt"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// Selectors are CSS selectors that help to find the text on the pages of one
// source or site.
type Selectors struct {
	// Keep are the elements that make up the text; empty leaves that to be
	// found. A page on which none of them is found is read as if there were
	// none.
	Keep []string `yaml:"keep"`
	// Drop are elements that are no part of the text.
	Drop []string `yaml:"drop"`
}

// Check tells what is wrong with the selectors.
func (s Selectors) Check() error {
	_, err := s.compile()
	return err
}

// chosen are selectors that are ready for use.
type chosen struct{ keep, drop []cascadia.Sel }

func (s Selectors) compile() (chosen, error) {
	keep, err := compile(s.Keep)
	if err != nil {
		return chosen{}, err
	}
	drop, err := compile(s.Drop)
	return chosen{keep: keep, drop: drop}, err
}

func compile(selectors []string) ([]cascadia.Sel, error) {
	var all []cascadia.Sel
	for _, s := range selectors {
		group, err := cascadia.ParseGroupWithPseudoElements(s)
		if err != nil {
			return nil, fmt.Errorf("read selector %q: %w", s, err)
		}
		for _, one := range group {
			if one.PseudoElement() != "" {
				return nil, fmt.Errorf("read selector %q: it names no element", s)
			}
			all = append(all, one)
		}
	}
	return all, nil
}

// apply takes what is to be dropped off a page, and gives what is to be kept:
// nil when the page has nothing of it.
func (c chosen) apply(doc *html.Node) *html.Node {
	for _, n := range matching(doc, c.drop) {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
	kept := matching(doc, c.keep)
	if len(kept) == 0 {
		return nil
	}
	root := &html.Node{Type: html.ElementNode, Data: "div"}
	for _, n := range kept {
		n.Parent.RemoveChild(n)
		root.AppendChild(n)
	}
	return root
}

// matching gives the outermost elements that one of the selectors names, in
// the order of the page.
func matching(doc *html.Node, selectors []cascadia.Sel) []*html.Node {
	if len(selectors) == 0 {
		return nil
	}
	var found []*html.Node
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := range n.ChildNodes() {
			if c.Type != html.ElementNode {
				continue
			}
			if matchesAny(c, selectors) && c.Data != "html" && c.Data != "body" && c.Data != "head" {
				found = append(found, c)
				continue
			}
			walk(c)
		}
	}
	walk(doc)
	return found
}

func matchesAny(n *html.Node, selectors []cascadia.Sel) bool {
	for _, s := range selectors {
		if s.Match(n) {
			return true
		}
	}
	return false
}
