namespace Fathom.Root.Chains;

/// <summary>Names of files, in which * and ? of the last part stand for any characters and any one.</summary>
internal static class FilePatterns
{
    /// <summary>The files, those of one pattern in the order of their names.</summary>
    /// <exception cref="FileNotFoundException">A pattern or name fits no file.</exception>
    internal static List<string> Expand(IEnumerable<string> patterns)
    {
        List<string> files = [];
        foreach (string pattern in patterns)
        {
            int before = files.Count;
            string name = Path.GetFileName(pattern);
            if (name.AsSpan().IndexOfAny('*', '?') < 0)
            {
                files.AddRange(File.Exists(pattern) ? [pattern] : []);
            }
            else
            {
                string folder = Path.GetDirectoryName(pattern) is { Length: > 0 } above ? above : ".";
                files.AddRange(Directory.Exists(folder) ? Directory.EnumerateFiles(folder, name).Order(StringComparer.Ordinal) : []);
            }

            if (files.Count == before)
            {
                throw new FileNotFoundException($"no file {pattern}", pattern);
            }
        }

        return files;
    }
}
