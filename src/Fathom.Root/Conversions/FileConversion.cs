using Fathom.Root.Columns;
using Fathom.Root.NTuple;
using Fathom.Root.Trees;

namespace Fathom.Root.Conversions;

/// <summary>Rewrites a file: trees as RNTuples and back, with any codec. Batch by batch, in bounded memory.</summary>
public static class FileConversion
{
    /// <summary>Converts a file.</summary>
    /// <param name="input">The file to read.</param>
    /// <param name="output">The file to write; it appears only when it is complete.</param>
    /// <param name="options">How; defaults when null.</param>
    /// <param name="progress">Told after each batch of entries.</param>
    /// <param name="cancellation">Ends it without leaving a file.</param>
    /// <exception cref="RootFormatException">The input is damaged, or has no such object.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static ConversionReport Run(
        string input, string output, ConversionOptions? options = null, Action<ConversionProgress>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new ConversionOptions();
        if (Path.GetFullPath(input) == Path.GetFullPath(output))
        {
            throw new ArgumentException($"{input} cannot be converted onto itself", nameof(output));
        }

        List<(string Name, long Entries)> done = [];
        List<(string Name, string Reason)> leftOut = [];
        using RootFileReader reader = RootFileReader.Open(input, options.Read);
        using RootFileWriter writer = RootFileWriter.Create(output, options.Write);
        foreach ((RootKey key, string name) in Chosen(reader, options.Object, leftOut))
        {
            Source source = Open(reader, key, name, options.To, leftOut, out ColumnarFormat to);
            if (source.Columns.Count == 0)
            {
                leftOut.Add((key.Path, "no column of it can be converted"));
                continue;
            }

            Action<IReadOnlyList<RootColumn>, int> fill = to == ColumnarFormat.NTuple ? Fill(writer, source, Ntuple(source)) : FillTree(writer, source);
            Copy(source, fill, progress, cancellation);
            done.Add((name, source.Entries));
        }

        writer.Complete();
        return new ConversionReport(done, leftOut);
    }

    /// <summary>Trees and RNTuples of the latest cycles, under names without folders.</summary>
    private static List<(RootKey Key, string Name)> Chosen(RootFileReader reader, string? only, List<(string Name, string Reason)> leftOut)
    {
        if (only is not null)
        {
            RootKey key = reader.Top.Find(only) ?? throw new RootFormatException(
                "", 0, $"an object {only}", string.Join(", ", reader.Top.AllKeys().Take(20).Select(known => known.Path)));
            return [(key, key.Name)];
        }

        List<RootKey> keys = [];
        foreach (RootKey key in reader.Top.AllKeys().Where(key => !RootKey.IsFolder(key.ClassName)))
        {
            if (!key.IsColumnar)
            {
                leftOut.Add((key.Path, $"{key.ClassName}: only trees and RNTuples are converted"));
            }
            else if (!keys.Exists(known => known.Folder == key.Folder && known.Name == key.Name))
            {
                keys.Add(key);
            }
        }

        return [.. ColumnNames.Distinct(keys.Select(key => key.Name)).Select((name, i) => (keys[i], name))];
    }

    private static Source Open(
        RootFileReader reader, RootKey key, string name, ColumnarFormat? asked, List<(string Name, string Reason)> leftOut, out ColumnarFormat to)
    {
        ConversionSources sources = new(leftOut);
        if (key.ClassName == Anchor.ClassName)
        {
            to = asked ?? ColumnarFormat.NTuple;
            return sources.Of(reader.OpenNTuple(key.Path), name, to);
        }

        to = asked ?? ColumnarFormat.Tree;
        return sources.Of(reader.OpenTree(key.Path), name, to);
    }

    private static (NTupleModel Model, StructuredColumn[] Columns) Ntuple(Source source)
    {
        NTupleModel model = new(source.Name, source.Title);
        return (model, [.. source.Columns.Select(column => model.AddField(column.Name, column.Type!))]);
    }

    private static Action<IReadOnlyList<RootColumn>, int> Fill(
        RootFileWriter writer, Source source, (NTupleModel Model, StructuredColumn[] Columns) target)
    {
        NTupleWriter ntuple = writer.AddNTuple(target.Model);
        return (rows, count) =>
        {
            for (int i = 0; i < source.Columns.Count; i++)
            {
                target.Columns[i].SetBatch(rows[i]);
            }

            ntuple.Fill(count);
        };
    }

    private static Action<IReadOnlyList<RootColumn>, int> FillTree(RootFileWriter writer, Source source)
    {
        TreeModel model = new(source.Name, source.Title);
        HashSet<string> taken = [.. source.Columns.Select(column => column.Name)];
        foreach (SourceColumn column in source.Columns)
        {
            TreeTarget.Add(model, column.Name, column.Type!.NewColumn(), taken);
        }

        return writer.AddTree(model).Fill;
    }

    private static void Copy(
        Source source, Action<IReadOnlyList<RootColumn>, int> fill, Action<ConversionProgress>? progress, CancellationToken cancellation)
    {
        RootColumn[] rows = new RootColumn[source.Columns.Count];
        for (long at = 0; at < source.Entries;)
        {
            cancellation.ThrowIfCancellationRequested();
            int step = (int)Math.Min(source.Step, source.Entries - at);
            for (int i = 0; i < rows.Length; i++)
            {
                rows[i] = source.Columns[i].Read(at, step, rows[i]);
            }

            fill(rows, step);
            at += step;
            progress?.Invoke(new ConversionProgress(source.Name, at, source.Entries));
        }
    }
}
