using Fathom.Root.Columns;

namespace Fathom.Root.Streamers.Decoders;

/// <summary>How the members of a class in one version are read: names and decoders of its columns, and the steps that fill them.</summary>
internal sealed class ClassPlan
{
    /// <summary>Columns that one class may have, those of classes within it included.</summary>
    private const int MaximumWidth = 20_000;

    private readonly List<string> _names = [];
    private readonly List<Decoder> _decoders = [];
    private readonly List<Step> _steps = [];

    private ClassPlan(string className) => ClassName = className;

    internal string ClassName { get; }

    internal IReadOnlyList<string> Names => _names;

    internal IReadOnlyList<Decoder> Decoders => _decoders;

    internal int Width => _decoders.Sum(decoder => decoder.Width) + 1;

    internal string? Unsupported => _decoders.Select(decoder => decoder.Unsupported).FirstOrDefault(reason => reason is not null);

    /// <summary>Makes the plan of a class.</summary>
    /// <exception cref="RootFormatException">The description asks for too much.</exception>
    internal static ClassPlan Of(StreamerInfo info, DecoderFactory factory)
    {
        ClassPlan plan = new(info.Name);
        plan.AddMembers(info, factory, plan._steps, depth: 0);
        return plan.Width <= MaximumWidth ? plan : throw factory.Fault($"a class of at most {MaximumWidth} members", info.Name);
    }

    internal RecordColumn NewColumn() => new(ClassName, _names, [.. _decoders.Select(decoder => decoder.NewColumn())]);

    /// <summary>Appends the members of one object.</summary>
    internal void Run(ByteCursor cursor, RecordColumn record)
    {
        foreach (Step step in _steps)
        {
            step.Run(cursor, record);
        }

        record.EndRows(1);
    }

    /// <summary>Appends the members of objects that stand member by member.</summary>
    internal void RunMembers(ByteCursor cursor, RecordColumn record, int count)
    {
        foreach (Step step in _steps)
        {
            step.RunMembers(cursor, record, count);
        }

        record.EndRows(count);
    }

    private void AddMembers(StreamerInfo info, DecoderFactory factory, List<Step> steps, int depth)
    {
        if (depth > 64)
        {
            throw factory.Fault("base classes at most 64 deep", info.Name);
        }

        foreach (StreamerElement element in info.Elements)
        {
            if (element.IsBase)
            {
                AddBase(element, factory, steps, depth);
            }
            else
            {
                AddMember(element, factory.ForElement(element), steps, factory);
            }
        }
    }

    private void AddBase(StreamerElement element, DecoderFactory factory, List<Step> steps, int depth)
    {
        if (element.Name == "TObject")
        {
            steps.Add(new TObjectStep());
        }
        else if (factory.ForSpecialClass(element.Name) is Decoder special)
        {
            AddMember(element with { Name = special is TArrayDecoder ? "fArray" : element.Name }, special, steps, factory);
        }
        else if (factory.Catalog.Find(element.Name, element.BaseVersion) is StreamerInfo info)
        {
            List<Step> inner = [];
            AddMembers(info, factory, inner, depth + 1);
            steps.Add(new BaseStep(info, inner));
        }
        else
        {
            // Read by its own streamer where it has one, listed as unsupported where not.
            AddMember(element, factory.ForClass(element.Name), steps, factory);
        }
    }

    private void AddMember(StreamerElement element, Decoder decoder, List<Step> steps, DecoderFactory factory)
    {
        int place = _names.Count;
        if (place > MaximumWidth)
        {
            throw factory.Fault($"a class of at most {MaximumWidth} members", ClassName);
        }

        _names.Add(_names.Contains(element.Name) ? $"{element.Name}${place}" : element.Name);
        _decoders.Add(decoder);
        steps.Add(decoder is CountedDecoder counted
            ? new CountedStep(place, counted, _names.IndexOf(element.CountName))
            : new MemberStep(place, decoder));
    }
}
