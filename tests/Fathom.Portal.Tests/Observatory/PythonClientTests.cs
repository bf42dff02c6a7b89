using System.Diagnostics;
using Fathom.SourceTrees;
using Xunit.Abstractions;

namespace Fathom.Portal.Tests.Observatory;

public sealed class PythonClientTests(PublishedWorld published, ITestOutputHelper output) : IClassFixture<PublishedWorld>
{
    private const string Python = "/usr/bin/python3";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Scripts_of_astronomers_find_query_upload_and_fetch_with_pyvo_and_astropy_without_a_warning()
    {
        if (!File.Exists("/usr/lib/python3/dist-packages/pyvo/__init__.py"))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", "pyvo is missing, and CI=true: apt-get install python3-pyvo");
            output.WriteLine("Skipped: pyvo is missing. Install it with: apt-get install python3-pyvo");
            return;
        }

        var start = new ProcessStartInfo(Python, [Path.Combine(SourceTree.Root, "tests", "pyvo", "clients.py"), published.World.Server.Address.ToString(), $"{PublishedWorld.Events}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var folder = new TemporaryFolder();
        start.Environment["HOME"] = folder.Path; // astropy keeps its settings there
        using Process process = Process.Start(start)!;
        Task<string> said = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, await errors);
        Assert.Contains("all well", await said, StringComparison.Ordinal);
    }
}
