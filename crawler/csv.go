package crawler

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// csvColumns are those of a list of sources, in the order in which it is
// written. Lists within a cell are parted by ";".
func csvColumns() []string {
	return []string{"url", "kind", "name", "outlet", "every", "up_to", "links", "keep", "drop", "distrust"}
}

// ReadCSV reads a list of sources: a first line that names the columns, of
// which only url must be there. What they are looked at with and found is no
// part of it, and secrets never are.
func ReadCSV(r io.Reader) ([]Feed, error) {
	limited := &io.LimitedReader{R: r, N: maxOPML + 1}
	buffered := bufio.NewReader(limited)
	if mark, err := buffered.Peek(3); err == nil && string(mark) == "\ufeff" {
		buffered.Discard(3)
	}
	lines := csv.NewReader(buffered)
	lines.TrimLeadingSpace = true
	head, err := lines.Read()
	if err != nil {
		return nil, fmt.Errorf("read CSV: %w", noEOF(err))
	}
	for i, name := range head {
		head[i] = strings.ToLower(strings.TrimSpace(name))
		if !slices.Contains(csvColumns(), head[i]) {
			return nil, fmt.Errorf("read CSV: line 1: no column is called %.40q: there are %s", name, strings.Join(csvColumns(), ", "))
		}
	}
	if !slices.Contains(head, "url") {
		return nil, errors.New("read CSV: line 1: no column is called url")
	}
	var feeds []Feed
	for {
		cells, err := lines.Read()
		if limited.N <= 0 {
			return nil, fmt.Errorf("read CSV: more than %d MB", maxOPML>>20)
		}
		if errors.Is(err, io.EOF) {
			return feeds, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read CSV: %w", err)
		}
		f := Feed{Kind: FeedJob}
		for i, cell := range cells {
			if err := f.setCell(head[i], strings.TrimSpace(cell)); err != nil {
				line, _ := lines.FieldPos(i)
				return nil, fmt.Errorf("read CSV: line %d: %s: %w", line, head[i], err)
			}
		}
		feeds = append(feeds, f)
	}
}

// setCell sets what a cell of a column holds; an empty one sets nothing.
func (f *Feed) setCell(column, cell string) (err error) {
	if cell == "" && column != "url" {
		return nil
	}
	switch column {
	case "url":
		var u *url.URL
		if u, err = url.Parse(cell); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return fmt.Errorf("%q is not an http or https URL", cell)
		}
		f.URL = u.String()
	case "kind":
		if cell != FeedJob && cell != SiteJob && cell != SingleJob {
			return fmt.Errorf("%q is none of %s, %s, %s", cell, FeedJob, SiteJob, SingleJob)
		}
		f.Kind = cell
	case "name":
		f.Title = cell
	case "outlet":
		f.Outlet = cell
	case "every":
		f.Every, err = time.ParseDuration(cell)
	case "up_to":
		f.UpTo, err = time.ParseDuration(cell)
	case "links":
		f.Links = cellList(cell)
	case "keep":
		f.Selectors.Keep = cellList(cell)
	case "drop":
		f.Selectors.Drop = cellList(cell)
	case "distrust":
		f.Distrust, err = strconv.ParseBool(cell)
	}
	return err
}

func cellList(cell string) []string {
	var list []string
	for part := range strings.SplitSeq(cell, ";") {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}

// WriteCSV writes sources as ReadCSV reads them.
func WriteCSV(w io.Writer, feeds []Feed) error {
	lines := csv.NewWriter(w)
	rows := [][]string{csvColumns()}
	for _, f := range feeds {
		distrust := ""
		if f.Distrust {
			distrust = "true"
		}
		rows = append(rows, []string{f.URL, f.Kind, f.Title, f.Outlet, f.Every.String(), f.UpTo.String(), strings.Join(f.Links, "; "),
			strings.Join(f.Selectors.Keep, "; "), strings.Join(f.Selectors.Drop, "; "), distrust})
	}
	if err := lines.WriteAll(rows); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}
