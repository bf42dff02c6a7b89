using Xunit.Abstractions;

namespace Fathom.RealDataFiles;

/// <summary>Finds real data in <c>shared/data</c> of any folder above the tests.</summary>
internal static class RealData
{
    /// <summary>Path of a file, or null after saying that the test is skipped; a failure where CI=true.</summary>
    public static string? Find(string relative, ITestOutputHelper output)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var path = Path.Combine(at.FullName, "shared", "data", relative);
            if (File.Exists(path))
            {
                return path;
            }
        }

        var reason = $"Skipped: no shared/data/{relative} in any folder above {AppContext.BaseDirectory}.";
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", reason);
        output.WriteLine(reason);
        return null;
    }
}
