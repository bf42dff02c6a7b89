namespace Fathom.TemporaryFolders;

/// <summary>A folder of one test, gone with it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("fathom-test-").FullName;

    /// <summary>Names of the files right in it.</summary>
    public IEnumerable<string> Names => Directory.EnumerateFiles(Path).Select(file => System.IO.Path.GetFileName(file));

    /// <summary>Path of something in it.</summary>
    public string this[string below] => System.IO.Path.Combine(Path, below);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A process that is being ended may still write into it.
        }
    }
}
