// Command dateline keeps a news archive: it imports articles, searches them in
// the terminal, and serves them to browsers and programs.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	os.Exit(program())
}

// program runs the command line. The first signal ends the work in good order;
// the second one ends the process.
func program() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})
}
