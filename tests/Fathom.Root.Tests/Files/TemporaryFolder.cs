namespace Fathom.Root.Tests.Files;

/// <summary>A folder of one test, gone with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fathom-root-");

    internal string this[string name] => Path.Combine(_folder.FullName, name);

    internal IEnumerable<string> Names => _folder.EnumerateFiles().Select(file => file.Name);

    public void Dispose() => _folder.Delete(recursive: true);
}
