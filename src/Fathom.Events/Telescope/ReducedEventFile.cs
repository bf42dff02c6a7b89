namespace Fathom.Events.Telescope;

/// <summary>Reduced events as ROOT files: one RNTuple, one row an event (docs/reference/telescope-streams.md).</summary>
public static class ReducedEventFile
{
    /// <summary>Reads the rows of a file.</summary>
    /// <exception cref="TelescopeFileException">The file is not a reduced event file.</exception>
    public static IReadOnlyList<ReducedEvent> Read(string path) => throw new NotImplementedException();

    /// <summary>Writes rows to a new file.</summary>
    public static void Write(string path, IReadOnlyList<ReducedEvent> rows) => throw new NotImplementedException();
}
