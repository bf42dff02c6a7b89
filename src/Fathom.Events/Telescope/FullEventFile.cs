namespace Fathom.Events.Telescope;

/// <summary>Full events as ROOT files: one RNTuple a stream (docs/reference/telescope-streams.md).</summary>
public static class FullEventFile
{
    /// <summary>Reads the event of a file.</summary>
    /// <exception cref="TelescopeFileException">The file is not a full event file.</exception>
    public static FullEvent Read(string path) => throw new NotImplementedException();

    /// <summary>Writes an event to a new file.</summary>
    public static void Write(string path, FullEvent full) => throw new NotImplementedException();
}
