package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"github.com/alecthomas/kong"
)

// The exit codes.
const (
	exitDone     = 0
	exitFailed   = 1
	exitUsage    = 2
	exitRejected = 3 // done, but some records were rejected
)

// defaultArchive is the folder used where none is named, below the working folder.
const defaultArchive = "dateline-data"

// streams are the standard streams of a command.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// commandLine is the whole command line; kong fills it in.
type commandLine struct {
	Archive string           `env:"DATELINE_ARCHIVE" default:"${archive}" placeholder:"DIR" help:"Folder of the archive (${default})."`
	Model   string           `env:"DATELINE_MODEL" placeholder:"FILE" help:"Model that recognises names, in place of the built-in one."`
	JSON    bool             `name:"json" help:"Print one JSON document on standard output."`
	Version kong.VersionFlag `help:"Print the version."`

	Serve    serveCommand    `cmd:"" help:"Serve the archive to browsers and programs."`
	Import   importCommand   `cmd:"" help:"Bring articles into the archive."`
	Search   searchCommand   `cmd:"" help:"Search the archive."`
	Imports  importsCommand  `cmd:"" help:"Look at past imports, read again what they rejected, take one back."`
	Show     showCommand     `cmd:"" help:"Show one article."`
	Entities entitiesCommand `cmd:"" help:"Recognise people, organisations, countries and places in plain text."`
	Entity   entityCommand   `cmd:"" help:"Correct who is who: rename, merge, split."`
	Annotate annotateCommand `cmd:"" help:"Recognise entities again where the model or the names have changed."`
	Sources  sourcesCommand  `cmd:"" help:"List sources, and say which country each reports of."`
	Feeds    feedsCommand    `cmd:"" help:"Follow feeds: add, list, remove, fetch."`
	Models   modelCommand    `cmd:"" name:"model" help:"Train and measure models that recognise names."`
	Check    checkCommand    `cmd:"" help:"Look for damage in the archive and its index."`
	Reindex  reindexCommand  `cmd:"" help:"Build the index anew from the archive."`
	Stats    statsCommand    `cmd:"" help:"Count what the archive holds."`
	Bench    benchCommand    `cmd:"" help:"Measure this program on this machine."`
	Help     helpCommand     `cmd:"" help:"Explain a command or the query language."`
	Ver      versionCommand  `cmd:"" name:"version" help:"Print the version."`
}

// env is what a command works with besides its own flags.
type env struct {
	streams
	archive string // folder of the archive
	json    bool
	model   string // file of the model, "" the built-in one
	command string // its own name
	log     *slog.Logger
	usage   func(args ...string) error // prints the help of a command
}

// run carries out one command line and returns the exit code.
func run(ctx context.Context, args []string, std streams) int {
	var line commandLine
	var asked bool // for help or the version, which kong has then printed
	parser, err := kong.New(&line,
		kong.Name("dateline"),
		kong.Description("A searchable news archive in one folder."),
		kong.Writers(std.out, std.err),
		kong.Exit(func(int) { asked = true }),
		kong.Vars{"version": build().String(), "archive": defaultArchive},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}),
	)
	if err != nil {
		return report(std, err)
	}
	parsed, err := parser.Parse(args)
	if asked {
		return exitDone
	}
	if err != nil {
		return report(std, &exitError{exitUsage, fmt.Errorf("%w%s", err, hint(err))})
	}

	command, _, _ := strings.Cut(parsed.Command(), " ")
	e := &env{
		streams: std,
		archive: line.Archive,
		json:    line.JSON,
		model:   line.Model,
		command: command,
		log:     newLog(std.err, command),
		usage: func(args ...string) error {
			_, err := parser.Parse(append(args, "--help"))
			if asked {
				return nil
			}
			return err
		},
	}
	if e.archive == "" { // an empty variable is no choice
		e.archive = defaultArchive
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	return report(std, parsed.Run(e))
}

// newLog writes for people: serve tells what it does, other commands only what
// is wrong.
func newLog(w io.Writer, command string) *slog.Logger {
	level := slog.LevelWarn
	if command == "serve" {
		level = slog.LevelInfo
	}
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: level}))
}

// exitError is an error with an exit code of its own.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string { return e.err.Error() }
func (e *exitError) Unwrap() error { return e.err }

// usageError is a mistake in the command line.
func usageError(format string, args ...any) error {
	return &exitError{exitUsage, fmt.Errorf(format, args...)}
}

// report prints an error and gives its exit code.
func report(std streams, err error) int {
	if err == nil {
		return exitDone
	}
	for text := range strings.SplitSeq(err.Error(), "\n") { // joined errors stand on lines of their own
		_, _ = fmt.Fprintf(std.err, "dateline: %s\n", printable(text))
	}
	var exit *exitError
	if errors.As(err, &exit) {
		return exit.code
	}
	return exitFailed
}

// hint helps with the mistake that a query invites.
func hint(err error) string {
	if text := err.Error(); strings.HasPrefix(text, "unknown flag -") {
		return " (words that begin with - go behind --, as in: dateline search -- peace -talks)"
	}
	return "; dateline --help lists the commands"
}

// printJSON writes one JSON document.
func (e *env) printJSON(v any) error {
	enc := json.NewEncoder(e.out)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
