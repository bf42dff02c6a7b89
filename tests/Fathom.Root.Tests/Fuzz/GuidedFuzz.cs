namespace Fathom.Root.Tests.Fuzz;

/// <summary>Changes of a file, and of those changed files that brought a parser to where none before them had.</summary>
internal static class GuidedFuzz
{
    private const int MostKept = 400;
    private const long AllowedAllocation = 256L << 20;

    /// <summary>What came of it.</summary>
    /// <param name="Paths">Ways by which parsers came to refuse something.</param>
    /// <param name="Kept">Changed files that were changed again.</param>
    internal sealed record Outcome(int Paths, int Kept);

    /// <summary>Makes changes one after the other.</summary>
    /// <param name="whole">What is changed.</param>
    /// <param name="changes">How many.</param>
    /// <param name="seed">Of all of them.</param>
    /// <param name="guided">Keeps what is new and changes that, too; otherwise each change is one of the file as it was.</param>
    /// <exception cref="InvalidOperationException">A change gave another error than the documented one, or took too much memory; it has the changed file.</exception>
    internal static Outcome Run(byte[] whole, int changes, int seed, bool guided)
    {
        Random random = new(seed);
        List<byte[]> kept = [whole];
        using RefusalPaths paths = new();
        for (int i = 0; i < changes; i++)
        {
            // Half of them are of the file as it was: changes upon changes end at the first one ever sooner.
            byte[] changed = Mutation.Of(random.Next(2) == 0 ? whole : kept[random.Next(kept.Count)], random);
            Read(changed, recover: random.Next(8) == 0);
            if (paths.TakeNew() && guided && kept.Count < MostKept && Opens(changed))
            {
                kept.Add(changed);
            }
        }

        return new Outcome(paths.Count, kept.Count - 1);
    }

    /// <summary>Whether a tree or an RNTuple in it can be opened: what is refused before that leads nowhere when it is changed again.</summary>
    private static bool Opens(byte[] changed)
    {
        try
        {
            using RootFileReader reader = RootFileReader.Open(new MemoryStream(changed), "fuzz.root");
            return reader.Top.AllKeys().Any(key => key.ClassName switch
            {
                "ROOT::RNTuple" => reader.OpenNTuple(key.Path).EntryCount > 0,
                "TTree" => reader.OpenTree(key.Path).EntryCount > 0,
                _ => false,
            });
        }
        catch (RootFormatException)
        {
            return false;
        }
    }

    private static void Read(byte[] changed, bool recover)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            _ = FileParsers.Refuse(changed, recover);
        }
        catch (Exception unexpected)
        {
            throw new InvalidOperationException($"another error than the documented one; recover {recover}, file {Convert.ToBase64String(changed)}", unexpected);
        }

        if (GC.GetAllocatedBytesForCurrentThread() - before is > AllowedAllocation and long allocated)
        {
            throw new InvalidOperationException($"{allocated} bytes allocated; recover {recover}, file {Convert.ToBase64String(changed)}");
        }
    }
}
