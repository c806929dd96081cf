// Package body finds the element of a page that its article's text is in, and
// makes of it blocks of nothing but that text.
//
// It is the main part of go-trafilatura (github.com/markusmobius/go-trafilatura,
// Copyright (C) 2021 Markus Mobius, itself a port of github.com/adbar/trafilatura;
// both under the Apache License, Version 2.0), written anew for the one way in
// which it is used here: without links, pictures and comments, between precision
// and recall. It comes to the same text, on one copy of the page and in a part
// of the time.
package body
