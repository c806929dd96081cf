package server

import "onrecord/extractor"

// stance is how a stance looks: never by colour alone, each has its shape and
// its word.
type stance struct {
	Name string
	// Family groups stances that share a colour.
	Family string
	// Shape is an SVG path in a box of 16 by 16.
	Shape string
}

// The families of stances.
const (
	against = "against" // hostile
	press   = "press"   // asking something of somebody
	defend  = "defend"  // turning something away
	silent  = "silent"
	concede = "concede" // giving something
	plain   = "plain"
)

// stances tells how each stance of the closed set looks.
var stances = map[extractor.Stance]stance{
	extractor.Accuse:   {Family: against, Shape: "M2 3l12 5-12 5z"},
	extractor.Threaten: {Family: against, Shape: "M9 1L3 9h4l-1 6 7-9H8z"},
	extractor.Demand:   {Family: press, Shape: "M6.5 1h3l-.6 9H7.1zM6.6 12h2.8v3H6.6z"},
	extractor.Question: {Family: press, Shape: "M4 5a4 4 0 1 1 6 3.4c-.9.6-1 .9-1 2.1H7c0-2 .5-2.7 1.7-3.5A2 2 0 1 0 6 5zM6.8 12h2.4v3H6.8z"},
	extractor.Deny:     {Family: defend, Shape: "M3.4 1.6L8 6.2l4.6-4.6 1.8 1.8L9.8 8l4.6 4.6-1.8 1.8L8 9.8l-4.6 4.6-1.8-1.8L6.2 8 1.6 3.4z"},
	extractor.Decline:  {Family: defend, Shape: "M1 6.5h14v3H1z"},
	extractor.Silent:   {Family: silent, Shape: "M3 6.4a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2zm5 0a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2zm5 0a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2z"},
	extractor.Admit:    {Family: concede, Shape: "M6.6 1h2.8v8.2l3-3 1.9 1.9L8 14.6 1.7 8.1l1.9-1.9 3 3z"},
	extractor.Confirm:  {Family: concede, Shape: "M1.4 8.6l2-2L6.4 9.5l6.2-6.7 2 2-8.2 8.8z"},
	extractor.Offer:    {Family: concede, Shape: "M6.5 1h3v5.5H15v3H9.5V15h-3V9.5H1v-3h5.5z"},
	extractor.Commit:   {Family: concede, Shape: "M3 1h2v1h9l-2.5 3.5L14 9H5v6H3z"},
	extractor.Support:  {Family: concede, Shape: "M8 14.5L2 8.4A3.7 3.7 0 0 1 8 4a3.7 3.7 0 0 1 6 4.4z"},
	extractor.Predict:  {Family: plain, Shape: "M2 2.5L8 8l-6 5.5zM8.5 2.5l6 5.5-6 5.5z"},
	extractor.Say:      {Family: plain, Shape: "M8 3.4a4.6 4.6 0 1 1 0 9.2 4.6 4.6 0 0 1 0-9.2z"},
}

// shape is a stance's, and none where there is none.
func (s *stance) shape() string {
	if s == nil {
		return ""
	}
	return s.Shape
}

// lookOf gives how a stance looks; one that the closed set doesn't hold looks
// like a plain assertion under its own name.
func lookOf(name extractor.Stance) stance {
	s, ok := stances[name]
	if !ok {
		s = stances[extractor.Say]
	}
	s.Name = string(name)
	return s
}
