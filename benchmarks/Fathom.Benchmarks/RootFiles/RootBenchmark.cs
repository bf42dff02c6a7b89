using System.Globalization;
using Fathom.Root;

namespace Fathom.Benchmarks.RootFiles;

/// <summary>
/// Writing to close and reading of the two seeded data sets, against what the codec does alone on one core with the same
/// pages, and against plain writes and reads of the same bytes, all measured in turns.
/// </summary>
internal static class RootBenchmark
{
    private const double OfCodec = 80;
    private const double OfDisk = 70;
    private const double Megabyte = 1e6;

    public static IEnumerable<Figure> Run(string[] args)
    {
        string folder = Directory.CreateTempSubdirectory("fathom-bench-root-").FullName;
        try
        {
            int events = int.Parse(Option(args, "--events") ?? $"{JaggedData.Events}", CultureInfo.InvariantCulture);
            RootCodec[] codecs = Option(args, "--codec") is string codec ? [Enum.Parse<RootCodec>(codec, ignoreCase: true)] : Enum.GetValues<RootCodec>();
            foreach (string name in JaggedData.Names.Where(name => Option(args, "--data") is not string only || only == name))
            {
                JaggedData data = JaggedData.Draw(name, events);
                foreach (Figure figure in codecs.SelectMany(one => Formats(args).SelectMany(asTree => Run(data, one, asTree, folder))))
                {
                    yield return figure;
                }
            }

            bool memory = !args.Contains("--no-memory");
            foreach (Figure figure in codecs.Where(_ => memory).SelectMany(one => Formats(args).SelectMany(asTree => Memory(one, asTree, folder))))
            {
                yield return figure;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<Figure> Run(JaggedData data, RootCodec codec, bool asTree, string folder)
    {
        RootWriteOptions options = new() { Codec = codec };
        string path = Path.Combine(folder, "a.root");
        string of = $"{data.Name}, {Format(asTree)}, {codec}";
        (Action Work, Action? Prepare) write = (() => JaggedFile.Write(path, data, options, asTree), () => File.Delete(path));
        (Action Work, Action? Prepare) read = (() => CheckRead(path, data, asTree), null);
        write.Work();
        yield return new Figure($"{of}: bytes of the file", new FileInfo(path).Length / Megabyte, "MB");
        foreach (Figure figure in codec == RootCodec.None ? WithDisk(data, path, of, write, read) : WithCodec(data, options, asTree, of, write, read))
        {
            yield return figure;
        }
    }

    private static IEnumerable<Figure> WithDisk(
        JaggedData data, string path, string of, (Action Work, Action? Prepare) write, (Action Work, Action? Prepare) read)
    {
        using PlainBytes plain = new(path);
        double[] writes = Turns.Best(data.Bytes, write, (plain.Write, plain.Delete));
        double[] reads = Turns.Best(data.Bytes, read, (plain.Read, null));
        yield return new Figure($"{of}: write", writes[0] / Megabyte, "MB/s");
        foreach (Figure figure in Reading(data, RootCodec.None, of, reads[0]))
        {
            yield return figure;
        }

        yield return new Figure($"{of}: write, of a plain write", 100 * writes[0] / writes[1], "%", OfDisk, Bound.AtLeast);
        yield return new Figure($"{of}: read, of a plain read", 100 * reads[0] / reads[1], "%", OfDisk, Bound.AtLeast);
    }

    private static IEnumerable<Figure> WithCodec(
        JaggedData data, RootWriteOptions options, bool asTree, string of, (Action Work, Action? Prepare) write, (Action Work, Action? Prepare) read)
    {
        using CodecAlone packs = new(DataPages.Written(data, options, asTree), options);
        using CodecAlone unpacks = new(DataPages.Read(data, options, asTree), options);
        double[] writes = Turns.Best(data.Bytes, write, (packs.Pack, null), (packs.PackOnTwo, null));
        double[] reads = Turns.Best(data.Bytes, read, (unpacks.Unpack, null), (unpacks.UnpackOnTwo, null));
        yield return new Figure($"{of}: write", writes[0] / Megabyte, "MB/s");
        foreach (Figure figure in Reading(data, options.Codec, of, reads[0]))
        {
            yield return figure;
        }

        yield return new Figure($"{of}: codec alone packs, one core", writes[1] / Megabyte, "MB/s");
        yield return new Figure($"{of}: codec alone packs, two cores, of twice one", 100 * writes[2] / (2 * writes[1]), "%");
        yield return new Figure($"{of}: codec alone unpacks, one core", reads[1] / Megabyte, "MB/s");
        yield return new Figure($"{of}: codec alone unpacks, two cores, of twice one", 100 * reads[2] / (2 * reads[1]), "%");
        yield return new Figure($"{of}: write, of twice the codec", 100 * writes[0] / (2 * writes[1]), "%", OfCodec, Bound.AtLeast);
        yield return new Figure($"{of}: read, of twice the codec", 100 * reads[0] / (2 * reads[1]), "%", OfCodec, Bound.AtLeast);
    }

    private static IEnumerable<Figure> Reading(JaggedData data, RootCodec codec, string of, double read)
    {
        yield return new Figure($"{of}: read", read / Megabyte, "MB/s");
        if (PeerSpeed.Of(codec, of.Contains("TTree", StringComparison.Ordinal)) is { } peer)
        {
            double times = sizeof(float) * (double)data.Values.Length / data.Bytes * read / Megabyte / peer.Speed;
            yield return new Figure($"{of}: read, of uproot 5 at {peer.Speed} MB/s", times, "times", peer.Times, Bound.AtLeast);
        }
    }

    private static void CheckRead(string path, JaggedData data, bool asTree)
    {
        JaggedFile.Read(path, asTree, out long values);
        if (values != data.Values.Length)
        {
            throw new InvalidOperationException($"{values} values read of {data.Values.Length}");
        }
    }

    private static IEnumerable<Figure> Memory(RootCodec codec, bool asTree, string folder)
    {
        const double Limit = 256;
        string path = Path.Combine(folder, $"{codec}.root");
        foreach (string act in new[] { "write", "read" })
        {
            (double peak, double allocated) = PeakMemory.Of(act, path, codec, asTree);
            yield return new Figure($"8 million events, {Format(asTree)}, {codec}: peak memory to {act}", peak / Megabyte, "MB", Limit);
            yield return new Figure($"8 million events, {Format(asTree)}, {codec}: allocated to {act}, by entry", allocated, "B", 1);
        }

        File.Delete(path);
    }

    private static string Format(bool asTree) => asTree ? "TTree" : "RNTuple";

    private static bool[] Formats(string[] args) => Option(args, "--format") switch { "ttree" => [true], "rntuple" => [false], _ => [false, true] };

    private static string? Option(string[] args, string name)
    {
        int at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
