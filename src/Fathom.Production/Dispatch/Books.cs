namespace Fathom.Production.Dispatch;

/// <summary>A user's use and limit.</summary>
internal sealed class UserBook(string name)
{
    public string Name => name;

    public ShareAccount Account { get; } = new(1);

    public int Running { get; set; }

    public int MostRunning { get; set; } = int.MaxValue;

    public List<CampaignBook> Campaigns { get; } = [];
}

/// <summary>A campaign's use and limit, and its transformations in their order.</summary>
internal sealed class CampaignBook(CampaignOrder order, UserBook user)
{
    public CampaignOrder Order { get; set; } = order;

    public UserBook User { get; set; } = user;

    public ShareAccount Account { get; } = new(order.Share);

    public int Running { get; set; }

    public long Waiting { get; set; }

    public bool InTurns { get; set; }

    /// <summary>By priority, later steps first.</summary>
    public List<TransformationQueue> Transformations { get; } = [];

    public void Sort() => Transformations.Sort((a, b) =>
        b.Order.Priority.CompareTo(a.Order.Priority) is var priority and not 0 ? priority
        : b.Order.Ordinal.CompareTo(a.Order.Ordinal) is var ordinal and not 0 ? ordinal
        : a.Order.Id.CompareTo(b.Order.Id));
}

/// <summary>A site: what runs there, and whether it is banned.</summary>
internal sealed class SiteBook(string name)
{
    public string Name => name;

    public string? Banned { get; set; }

    public int Running { get; set; }

    public int MostRunning { get; set; } = int.MaxValue;
}

/// <summary>A storage element: where it is, what reads from it or writes to it, and whether it is banned.</summary>
internal sealed class ElementBook(string name)
{
    public string Name => name;

    public string Site { get; set; } = "";

    public string? Banned { get; set; }

    /// <summary>Why nothing can be written to it now; null where it can.</summary>
    public string? Trouble { get; set; }

    /// <summary>Room that it has left [byte].</summary>
    public double Room { get; set; } = double.PositiveInfinity;

    /// <summary>What the jobs that run will write to it, as others of their transformations did [byte].</summary>
    public double Promised { get; set; }

    public int Running { get; set; }

    public int MostRunning { get; set; } = int.MaxValue;

    public bool IsFull => Running >= MostRunning;

    /// <summary>When the next pilot that found it at its ceiling is told to come back.</summary>
    public TimeSpan NextTicket { get; set; }
}
