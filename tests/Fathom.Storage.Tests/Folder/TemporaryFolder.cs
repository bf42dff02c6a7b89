namespace Fathom.Storage.Tests.Folder;

/// <summary>A folder of one test, removed after it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("fathom-test-").FullName;

    public string this[string below] => System.IO.Path.Combine(Path, below);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
