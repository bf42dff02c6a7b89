using Fathom.Database.Bulk;
using Fathom.Database.Writing;

namespace Fathom.Production.Stores;

/// <summary>Requests of the present group, and those before it by their rows.</summary>
internal sealed class SqlRequests
{
    private const int Answered = StoredRequests.Answered, InProgress = 202;
    private readonly StoredRequests _stored = new();
    private readonly Dictionary<string, Entry> _group = new(StringComparer.Ordinal);
    private readonly List<(string Id, Entry? Before)> _undo = [];
    private readonly BulkRows _new = new(SqlTables.Request);
    private readonly BulkRows _answers = new(SqlTables.Answer);

    /// <summary>Where the present work begins.</summary>
    public int Mark => _undo.Count;

    /// <summary>This id will be asked for soon; from any thread.</summary>
    public void Expect(string id) => _stored.Expect(id);

    /// <summary>The request of an id, or null.</summary>
    public StoredRequest? Find(WriteTransaction sql, string id) =>
        _group.TryGetValue(id, out Entry? entry) ? entry.Request : _stored.Find(sql, id);

    public void Put(StoredRequest request, bool isNew)
    {
        Entry? before = _group.GetValueOrDefault(request.Id);
        _undo.Add((request.Id, before));
        _group[request.Id] = new Entry(request, isNew || before is { IsNew: true });
    }

    /// <summary>Takes back what came after the mark.</summary>
    public void Truncate(int mark)
    {
        for (int i = _undo.Count - 1; i >= mark; i--)
        {
            if (_undo[i].Before is { } before)
            {
                _group[_undo[i].Id] = before;
            }
            else
            {
                _group.Remove(_undo[i].Id);
            }
        }

        _undo.RemoveRange(mark, _undo.Count - mark);
    }

    public void Write(WriteTransaction sql)
    {
        _new.Clear();
        _answers.Clear();
        foreach (Entry entry in _group.Values)
        {
            (string id, string hash, string? answer) = entry.Request;
            if (entry.IsNew)
            {
                _new.Add(id).Add(hash).Add(answer is null ? InProgress : Answered).Add(answer ?? "").Add(sql.Now);
            }
            else
            {
                _answers.Add(id).Add(Answered).Add(answer);
            }
        }

        sql.Write(_new, BulkVerb.InsertNew);
        sql.Write(_answers, BulkVerb.Update);
    }

    public void Clear()
    {
        _group.Clear();
        _undo.Clear();
        _stored.EndGroup();
    }

    private sealed record Entry(StoredRequest Request, bool IsNew);
}
