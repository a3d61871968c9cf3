/** Lets users keep notes. */
module com.example.notes {
  requires app.pizoo.switchboard.spi;

  provides app.pizoo.switchboard.spi.Plugin with
      com.example.notes.NotesPlugin;
}
