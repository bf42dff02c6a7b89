using Xunit.Abstractions;

namespace Fathom.Portal.Tests.World;

/// <summary>Real data beside the repository.</summary>
internal static class SharedData
{
    /// <summary>The path of a file below shared/data, or null where it is not there (a failure where CI=true).</summary>
    public static string? Find(string name, ITestOutputHelper? output = null)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"shared/data/{name} is missing, and CI=true.");
        output?.WriteLine($"Skipped: shared/data/{name} is not beside the repository.");
        return null;
    }
}
