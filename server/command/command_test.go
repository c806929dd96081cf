package command

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the test binary an onrecord for the scripts.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"onrecord": func() {
			os.Exit(Run(context.Background(), os.Args[1:],
				Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, os.DirFS(os.Getenv("NEWSROOM"))))
		},
	})
}

// TestScripts runs every file of testdata/script: what people type, and what
// they see.
func TestScripts(t *testing.T) {
	room, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:  "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"grab": grab, "damage": damage},
		Setup: func(e *testscript.Env) error {
			e.Setenv("NEWSROOM", room+"/../../testdata/newsroom")
			return nil
		},
	})
}

// grab keeps what a pattern's group matches in the last output: grab NAME PATTERN.
func grab(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: grab NAME PATTERN")
	}
	found := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	if len(found) != 2 {
		ts.Fatalf("no match for %s", args[1])
	}
	ts.Setenv(args[0], found[1])
}

// damage does to each file that a pattern names what may happen to files:
// damage cut|empty|garbage|remove|version PATTERN.
func damage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: damage HOW PATTERN")
	}
	files, err := filepath.Glob(ts.MkAbs(args[1]))
	ts.Check(err)
	if len(files) == 0 {
		ts.Fatalf("no file %s", args[1])
	}
	for _, path := range files {
		switch args[0] {
		case "cut":
			info, err := os.Stat(path)
			ts.Check(err)
			ts.Check(os.Truncate(path, info.Size()/2))
		case "empty":
			ts.Check(os.Truncate(path, 0))
		case "garbage":
			ts.Check(os.WriteFile(path, bytes.Repeat([]byte("garbage "), 5000), 0o600))
		case "remove":
			ts.Check(os.RemoveAll(path))
		case "version":
			text, err := os.ReadFile(path)
			ts.Check(err)
			ts.Check(os.WriteFile(path, regexp.MustCompile(`"Version":\d+`).ReplaceAll(text, []byte(`"Version":1`)), 0o600))
		default:
			ts.Fatalf("no damage %s", args[0])
		}
	}
}
