package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"onrecord/server"
)

// Exit codes, as the help text documents them.
const (
	exitOK      = 0
	exitFailure = 1 // it could not be done
	exitUsage   = 2 // the command line or the configuration is wrong
	exitPartly  = 3 // done, but some of the input failed; each failure was printed
)

// Streams are where a command reads and writes.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// errPartly ends a command that did what it could: the failures have been
// printed.
var errPartly = errors.New("some of the input failed")

// errInterrupted ends a command that was told to end before it was done.
var errInterrupted = errors.New("interrupted: what was done is kept, and the same command goes on from there")

// usageError is a mistake in the command line or the configuration.
type usageError struct{ error }

func (u usageError) Unwrap() error { return u.error }

// options are the flags that every command takes.
type options struct {
	Config   string `help:"Configuration file (YAML)." placeholder:"FILE" type:"path"`
	Data     string `help:"Folder of the record, its index and the outbox (default ./data)." placeholder:"DIR" type:"path"`
	Format   string `help:"How to print: text for people, json or jsonl for machines; search alone also writes all that matches as csv, ndjson or jsonld." enum:"text,json,jsonl,csv,ndjson,jsonld" default:"text"`
	LogLevel string `help:"What to log on standard error: debug, info, warn, error." enum:",debug,info,warn,error" default:"" placeholder:"LEVEL"`
}

// wholeResult tells whether the format is one of those that hand on all that a
// search finds.
func (o options) wholeResult() bool {
	return slices.Contains(server.Formats(), server.Format(o.Format))
}

// commandLine is the grammar; each command's Run does its work.
type commandLine struct {
	options

	Serve     serveCommand     `cmd:"" help:"Follow the configured feeds and serve the search page and API."`
	Demo      demoCommand      `cmd:"" help:"Crawl a small recorded newsroom and show what comes of it."`
	Crawl     crawlCommand     `cmd:"" help:"Fetch pages, feeds or sites now and put them on record."`
	Import    importCommand    `cmd:"" help:"Put JSON lines, HTML files or WARC files on record."`
	Export    exportCommand    `cmd:"" help:"Write captures on record as a WARC file."`
	Evidence  evidenceCommand  `cmd:"" help:"Write a folder that shows where a statement comes from, or check one."`
	Extract   extractCommand   `cmd:"" help:"Print the statements of text files."`
	Article   articleCommand   `cmd:"" help:"Print the articles in HTML files."`
	Search    searchCommand    `cmd:"" help:"Search the statements on record."`
	Pin       pinCommand       `cmd:"" help:"Write down what a search finds now, or tell what has changed since."`
	Searches  searchesCommand  `cmd:"" help:"List, add, rename and remove saved searches, and what is posted of them."`
	Digest    digestCommand    `cmd:"" help:"Show or send the digests."`
	Feeds     feedsCommand     `cmd:"" help:"List, add, remove, import and export what is followed."`
	Hold      holdCommand      `cmd:"" help:"Name what retention must never drop; list and remove such holds."`
	Retention retentionCommand `cmd:"" help:"Drop what the configuration says is kept for long enough."`
	Reindex   reindexCommand   `cmd:"" help:"Rebuild the index from the record, extracting anew on demand."`
	Check     checkCommand     `cmd:"" help:"Print the effective configuration and test what it can reach."`
	Help      helpCommand      `cmd:"" help:"Explain the query language."`
	Version   versionCommand   `cmd:"" help:"Print the version."`
}

const description = `Who said what about whom, in which words, how sure, through whom, and what is still unanswered.

Exit codes: 0 done, 1 failed, 2 wrong command line or configuration, 3 done but some of the input failed.`

// session is what a command runs with.
type session struct {
	ctx context.Context
	options
	Streams
	newsroom fs.FS
	log      *slog.Logger
}

// Run does what the arguments ask for until it is done or ctx ends, and gives
// the process's exit code. newsroom holds the recorded coverage of the demo.
func Run(ctx context.Context, args []string, streams Streams, newsroom fs.FS) int {
	var line commandLine
	done := false
	parser, err := kong.New(&line,
		kong.Name("onrecord"), kong.Description(description),
		kong.Writers(streams.Out, streams.Err),
		kong.Exit(func(int) { done = true }), // --help: printed, nothing more to do
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}))
	if err != nil {
		fmt.Fprintln(streams.Err, "onrecord:", err)
		return exitFailure
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	if len(args) > 1 && args[0] == "help" && args[1] != "query" && !strings.HasPrefix(args[1], "-") {
		args = append(args[1:], "--help") // onrecord help search, as people type it
	} else if len(args) == 1 && args[0] == "help" {
		args = []string{"--help"}
	}
	chosen, err := parser.Parse(args)
	if done {
		return exitOK
	}
	if err != nil {
		fmt.Fprintf(streams.Err, "onrecord: %v (see onrecord --help)\n", err)
		return exitUsage
	}
	if line.wholeResult() && chosen.Selected().Name != "search" {
		fmt.Fprintf(streams.Err, "onrecord: --format %s: search alone writes that\n", line.Format)
		return exitUsage
	}
	s := &session{ctx: ctx, options: line.options, Streams: streams, newsroom: newsroom}
	s.log = logger(streams.Err, line.LogLevel)
	err = chosen.Run(s)
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		err = errInterrupted
	}
	return exitCode(streams.Err, err)
}

func exitCode(stderr io.Writer, err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errPartly):
		fmt.Fprintln(stderr, "onrecord:", err)
		return exitPartly
	case errors.As(err, &usage):
		fmt.Fprintln(stderr, "onrecord:", err)
		return exitUsage
	default:
		fmt.Fprintln(stderr, "onrecord:", err)
		return exitFailure
	}
}

func logger(w io.Writer, level string) *slog.Logger {
	l := slog.LevelWarn
	switch level {
	case "debug":
		l = slog.LevelDebug
	case "info":
		l = slog.LevelInfo
	case "error":
		l = slog.LevelError
	}
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: l}))
}

// settings reads the configuration that the flags name.
func (s *session) settings() (Config, error) {
	c, err := loadConfig(s.Config, s.Data)
	if err != nil {
		return c, usageError{err}
	}
	return c, nil
}
