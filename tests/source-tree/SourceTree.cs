namespace Fathom.SourceTrees;

/// <summary>The repository that the tests were built in: what they read of its pages and sources.</summary>
internal static class SourceTree
{
    /// <summary>Its root, found upwards from the tests: paths of the compiler say nothing in a deterministic build.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Fathom.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
