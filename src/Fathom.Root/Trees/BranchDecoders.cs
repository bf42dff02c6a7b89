using Fathom.Root.Objects;
using Fathom.Root.Streamers;
using Fathom.Root.Streamers.Decoders;

namespace Fathom.Root.Trees;

/// <summary>Finds out how the entries of a branch are read (TBranch, TBranchElement, TBranchObject).</summary>
internal sealed class BranchDecoders(DecoderFactory factory)
{
    private const int ClonesMember = 31;
    private const int CollectionMember = 41;

    /// <summary>The decoder of a branch without branches below it.</summary>
    internal Decoder Of(RootObject branch)
    {
        List<RootObject> leaves = [.. branch.Members.Object("fLeaves")?.Items.OfType<RootObject>() ?? []];
        if (branch.ClassName != "TBranchElement")
        {
            return leaves.Count > 0 ? LeafDecoders.Of(leaves, factory.Objects) : new UnsupportedDecoder($"{branch.ClassName} without leaves");
        }

        Decoder item = Member(branch.Members);
        return branch.Members.Integer("fType") is not (ClonesMember or CollectionMember) ? item
            : item is CountedDecoder counted ? new CountedMembersDecoder(counted)
            : new SplitMemberDecoder(item);
    }

    /// <summary>The class of a branch that is split into others: that of the member which it stands for.</summary>
    internal string ClassOf(RootRecord branch)
    {
        string className = branch.Text("fClassName");
        long id = branch.Integer("fID");
        return id < 0 ? className : Element(branch, className, id)?.TypeName ?? className;
    }

    private Decoder Member(RootRecord branch)
    {
        string className = branch.Text("fClassName");
        long id = branch.Integer("fID");
        if (id < 0)
        {
            return className is "string" or "std::string" ? new TopTextDecoder() : factory.ForType(CppType.Parse(className), member: true);
        }

        StreamerElement? element = Element(branch, className, id);
        return element is null ? new UnsupportedDecoder($"{className}, member {id}")
            : element.IsBase ? factory.ForClass(element.Name)
            : factory.ForElement(element);
    }

    private StreamerElement? Element(RootRecord branch, string className, long id)
    {
        uint checksum = unchecked((uint)branch.Integer("fCheckSum"));
        StreamerInfo? info = factory.Catalog.FindByChecksum(className, checksum)
            ?? factory.Catalog.Find(className, (int)branch.Integer("fClassVersion"));
        if (info is null)
        {
            return null;
        }

        string name = MemberName(branch.Text("fName"));
        StreamerElement? byId = id < info.Elements.Count ? info.Elements[(int)id] : null;
        return byId is not null && MemberName(byId.Name) == name ? byId : info.Elements.FirstOrDefault(element => element.Name == name) ?? byId;
    }

    /// <summary>The last part of a name such as <c>hits.pos.x[3]</c>.</summary>
    private static string MemberName(string branch)
    {
        string plain = branch.Split('[')[0].TrimEnd('.');
        return plain[(plain.LastIndexOf('.') + 1)..];
    }
}
