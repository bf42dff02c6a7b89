using Fathom.Root.Batches;
using Fathom.Root.Chains;
using Fathom.Root.Columns;
using Fathom.Root.NTuple;
using Fathom.Root.Objects.Histograms;
using Fathom.Root.Records;
using Fathom.Root.Scans;
using Fathom.Root.Streamers.Custom;
using Fathom.Root.Trees;

namespace Fathom.Root.Tests.Readme;

/// <summary>The samples of src/Fathom.Root/README.md: what stands between the marks stands there, too.</summary>
internal static class ReadmeSamples
{
    internal static void Write(string path, DateTime runStart, IEnumerable<(ulong Id, float[] Charges)> events)
    {
        // sample: write
        NTupleModel model = new("hits", "calibrated hits");
        ScalarColumn<ulong> id = model.AddScalar<ulong>("event");
        VectorColumn<float> charge = model.AddVector<float>("charge", "photoelectrons");

        using RootFileWriter file = RootFileWriter.Create(path, new RootWriteOptions { Date = runStart });
        NTupleWriter ntuple = file.AddNTuple(model);   // several in one file, filled in turn
        foreach ((ulong number, float[] charges) in events)
        {
            id.Value = number;
            charge.Set(charges);
            ntuple.Fill();
        }

        file.Complete();                               // without it, no file is left behind
        // end
    }

    internal static void WriteBatches(string path, DateTime runStart, long[] offsets, float[] values, double[] edges, double[] contents)
    {
        // sample: write batches
        NTupleModel model = new("jagged");
        VectorColumn<float> charge = model.AddVector<float>("charge");
        TreeModel branches = new("events");
        TreeVectorColumn<float> x = branches.AddVector<float>("x");    // x[nx]; AddStdVector, AddArray, AddScalar, AddString

        using RootFileWriter file = RootFileWriter.Create(path, new RootWriteOptions { Date = runStart });
        NTupleWriter ntuple = file.AddNTuple(model);
        TreeWriter tree = file.AddTree(branches);
        charge.SetBatch(offsets, values);                              // entry i: values[offsets[i]..offsets[i + 1]]
        ntuple.Fill(offsets.Length - 1);
        x.SetBatch(offsets, values);
        tree.Fill(offsets.Length - 1);
        file.Write("spectrum", new Histogram("spectrum", [new HistogramAxis("q [p.e.]", edges)], contents));
        file.Complete();
        // end
    }

    internal static void WriteOnline(string path, ReadOnlySpan<(float[] Charges, float[] Times)> events)
    {
        // sample: write options
        TreeModel branches = new("events");
        TreeVectorColumn<float> charge = branches.AddVector<float>("charge", counter: "n");
        TreeVectorColumn<float> time = branches.AddVector<float>("time", counter: "n");   // charge[n], time[n]: one branch of counts
        TreeModel quality = new("quality");
        TreeScalarColumn<bool> good = quality.AddScalar<bool>("good");

        // Durable: each commit waits for the storage, so that the file reads up to there after a loss of power, too.
        RootWriteOptions options = new() { Codec = RootCodec.Lz4, Durable = true };
        using RootFileWriter file = RootFileWriter.Create(path, options);
        TreeWriter tree = file.AddTree(branches, folder: "run7/online");   // folders are made where they are not there
        TreeWriter friend = file.AddTree(quality, folder: "run7/online");
        foreach ((float[] charges, float[] times) in events)
        {
            charge.Set(charges);
            time.Set(times);
            tree.Fill();
            good.Value = charges.Length > 0;
            friend.Fill();
        }

        file.Commit();                                                     // from here on, path.part reads up to here
        file.Write("run7/monitor/pulses", new Graph("pulses", "t [ns], q [p.e.]", [1, 2], [3, 4], [], [], [], []));
        file.Complete();
        // end
    }

    internal static int ReadFriend(string path)
    {
        // sample: friends
        using RootChain events = RootChain.Open("run7/online/events", [path]);
        using RootChain quality = RootChain.Open("run7/online/quality", [path]);
        events.AddFriend("quality", quality);
        RootColumn good = events.Read("quality.good", first: 0, count: (int)events.EntryCount);
        // end

        return ((NumberColumn<bool>)good).Values.Count(true);
    }

    internal static double Columns(string path)
    {
        // sample: columns
        using RootFileReader file = RootFileReader.Open(path);
        TreeReader tree = file.OpenTree("events");
        using ColumnStream stream = tree.Stream(["Jet_Px", "NJet"]);   // read ahead on all processors, in bounded memory
        double sum = 0;
        foreach (ColumnBatch batch in stream)
        {
            JaggedSpan<float> jets = batch.Lists<float>("Jet_Px");     // jets[i]: those of entry i; nothing is copied
            ReadOnlySpan<int> counts = batch.Numbers<int>("NJet");
            for (int i = 0; i < batch.Count; i++)
            {
                foreach (float px in jets[i])
                {
                    sum += px / counts[i];
                }
            }
        }
        // end

        return sum;
    }

    internal static int Rows(string path)
    {
        int hard = 0;

        // sample: records
        using RootFileReader file = RootFileReader.Open(path);
        foreach (JetEvent read in file.OpenTree("events").Records<JetEvent>(first: 100, count: 1000))
        {
            hard += read.Jet_Px.Any(px => Math.Abs(px) > 50) ? 1 : 0;
        }
        // end

        return hard;
    }

    // sample: record
    internal sealed record JetEvent(float[] Jet_Px, [RootColumn("NJet")] int Jets);
    // end

    internal static int Structure(string path)
    {
        // sample: structure
        using RootFileReader file = RootFileReader.Open(path);
        foreach (RootKey key in file.Top.AllKeys())                    // one/two/tree;1, with class and title
        {
            Console.WriteLine($"{key.Path} {key.ClassName}");
        }

        TreeBranch branch = file.OpenTree("E").Find("Evt/hits/hits.t")!;
        RootColumn times = branch.Read(first: 0, count: 5);            // double[]: a list of numbers per entry
        times = branch.Read(5, 5, reuse: times);                       // the next ones, without new memory
        string json = times.ToJson(0);                                 // any structure as JSON
        // end

        return json.Length;
    }

    internal static double Objects(string path)
    {
        // sample: objects
        using RootFileReader file = RootFileReader.Open(path);
        Histogram spectrum = Histogram.Of(file.ReadObject("one"));     // TH1, TH2, TH3, profiles
        string members = file.ReadObject("one").ToJson();              // any class that the file describes
        // end

        return spectrum.Contents.Sum() + (0 * members.Length);
    }

    internal static long Chain(string folder)
    {
        // sample: chain
        using RootChain chain = RootChain.Open("events", [Path.Combine(folder, "uproot-HZZ-lz*.root")]);
        using RootChain friend = RootChain.Open("events", [Path.Combine(folder, "uproot-HZZ-lz*.root")]);
        chain.AddFriend("again", friend);                              // beside it, entry by entry or by an index
        RootColumn jets = chain.Read("again.NJet", first: 2400, count: 100);   // over the bounds of files
        // end

        return chain.EntryCount + (0 * jets.Count);
    }

    internal static long Http(Uri uri, HttpClient client)
    {
        // sample: http
        using RootFileReader file = RootFileReader.Open(uri, client);  // asks for the ranges that are needed, and no others
        long values = FileScan.Of(file.OpenNTuple("ntuple")).Sum(scan => scan.Count ?? 0);
        // end

        return values;
    }

    // sample: streamer
    /// <summary>A hit that streams itself: four bytes big-endian, one byte, four bytes little-endian, one byte.</summary>
    internal sealed class SnapshotHit() : ClassStreamer(
        "JDAQSnapshotHit",
        [StreamedMember.Number<int>("dom"), StreamedMember.Number<byte>("pmt"), StreamedMember.Number<uint>("time"), StreamedMember.Number<byte>("tot")])
    {
        public override int FixedBytes => 10;

        public override void Read(StreamedObject source)
        {
            source.Set(0, source.Int32());
            source.Set(1, source.Byte());
            source.Set(2, source.UInt32LittleEndian());
            source.Set(3, source.Byte());
        }
    }
    // end

    internal static int Streamer(string path)
    {
        // sample: taught
        using RootFileReader file = RootFileReader.Open(path, new RootReadOptions { Streamers = [new SnapshotHit()] });
        RootColumn hits = file.OpenTree("KM3NET_EVENT").Find("KM3NET_EVENT/snapshotHits")!.Read(0, 3);
        // end

        return ((ListColumn)hits).Items.Count;
    }
}
