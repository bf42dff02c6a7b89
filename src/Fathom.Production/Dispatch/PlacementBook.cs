namespace Fathom.Production.Dispatch;

/// <summary>Sets of elements that hold the same inputs, by number; 0 is the empty set.</summary>
internal sealed class PlacementBook
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly List<ElementBook[]> _sets = [[]];

    public int NumberOf(IEnumerable<string> elements, Func<string, ElementBook> book)
    {
        string[] names = [.. elements.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string key = string.Join('\n', names);
        if (!_numbers.TryGetValue(key, out int number))
        {
            number = _sets.Count;
            _sets.Add(Array.ConvertAll(names, name => book(name)));
            _numbers[key] = number;
        }

        return number;
    }

    public ElementBook[] Elements(int number) => _sets[number];

    public bool Has(int number) => number >= 0 && number < _sets.Count;
}
