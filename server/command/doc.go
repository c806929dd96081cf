// Package command is the command line: flags and configuration, open, wire, run
// until a signal. It stands on the top floor beside main and may import every
// room; only main imports it.
package command
