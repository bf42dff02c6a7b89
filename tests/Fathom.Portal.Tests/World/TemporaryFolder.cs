namespace Fathom.Portal.Tests.World;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("fathom-portal-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
