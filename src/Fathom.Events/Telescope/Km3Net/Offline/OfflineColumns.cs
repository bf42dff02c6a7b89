using System.Numerics;
using Fathom.Root.Columns;
using Fathom.Root.Trees;

namespace Fathom.Events.Telescope.Km3Net.Offline;

/// <summary>Members of one event by name; whole numbers change their width from one version of the format to the next.</summary>
internal sealed class OfflineColumns(string path, TreeReader tree)
{
    private readonly Dictionary<string, TreeBranch> _branches = tree.AllBranches().Where(branch => branch.Branches.Count == 0)
        .GroupBy(branch => branch.Name).ToDictionary(branches => branches.Key, branches => branches.First(), StringComparer.Ordinal);

    private readonly Dictionary<string, RootColumn> _columns = new(StringComparer.Ordinal);
    private long _entry;

    /// <summary>Number of events.</summary>
    public long EntryCount => tree.EntryCount;

    /// <summary>Goes to an event.</summary>
    public void GoTo(long entry) => _entry = entry;

    /// <summary>A whole number.</summary>
    public long Integer(string name) => Read(name) switch
    {
        NumberColumn<int> numbers => numbers.Values[0],
        NumberColumn<uint> numbers => numbers.Values[0],
        NumberColumn<long> numbers => numbers.Values[0],
        NumberColumn<ulong> numbers => (long)numbers.Values[0],
        var other => throw Wrong(name, "a whole number", other),
    };

    /// <summary>Whole numbers; none where this version of the format does not have them.</summary>
    public T[] Integers<T>(string name) where T : unmanaged, INumberBase<T> => !_branches.ContainsKey(name) ? [] : Items(name) switch
    {
        NumberColumn<int> numbers => Converted<int, T>(name, numbers.Values),
        NumberColumn<uint> numbers => Converted<uint, T>(name, numbers.Values),
        NumberColumn<long> numbers => Converted<long, T>(name, numbers.Values),
        NumberColumn<ulong> numbers => Converted<ulong, T>(name, numbers.Values),
        var other => throw Wrong(name, "whole numbers", other),
    };

    /// <summary>Numbers.</summary>
    public double[] Numbers(string name) =>
        Items(name) is NumberColumn<double> numbers ? numbers.Values.ToArray() : throw Wrong(name, "numbers", Items(name));

    /// <summary>Lists of numbers.</summary>
    public T[][] Lists<T>(string name) where T : unmanaged
    {
        if (Items(name) is not ListColumn { Items: NumberColumn<T> numbers } lists)
        {
            throw Wrong(name, "lists of numbers", Items(name));
        }

        var read = new T[lists.Count][];
        for (var i = 0; i < read.Length; i++)
        {
            read[i] = numbers.Values[lists.Offsets[i]..lists.Offsets[i + 1]].ToArray();
        }

        return read;
    }

    private RootColumn Items(string name) => Read(name) is ListColumn list ? list.Items : throw Wrong(name, "a list", Read(name));

    private RootColumn Read(string name)
    {
        if (!_branches.TryGetValue(name, out var branch))
        {
            throw new TelescopeFileException("TelescopeFileWrongTier", path, $"tree {tree.Name}", $"expected a branch {name}, found none");
        }

        return _columns[name] = branch.Read(_entry, 1, _columns.GetValueOrDefault(name));
    }

    private T[] Converted<TStored, T>(string name, ReadOnlySpan<TStored> stored)
        where TStored : unmanaged, INumberBase<TStored>
        where T : unmanaged, INumberBase<T>
    {
        var converted = new T[stored.Length];
        for (var i = 0; i < converted.Length; i++)
        {
            try
            {
                converted[i] = T.CreateChecked(stored[i]);
            }
            catch (OverflowException beyond)
            {
                throw new TelescopeFileException("TelescopeFileBroken", path, $"event {_entry}, {name}[{i}]", $"expected {typeof(T).Name}, found {stored[i]}", beyond);
            }
        }

        return converted;
    }

    private TelescopeFileException Wrong(string name, string expected, RootColumn found) =>
        new("TelescopeFileWrongTier", path, $"tree {tree.Name}, branch {name}", $"expected {expected}, found {found.GetType().Name}");
}
