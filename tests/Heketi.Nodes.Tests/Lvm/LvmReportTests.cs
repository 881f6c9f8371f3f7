using Heketi.Nodes.Lvm;
using Heketi.Nodes.Tests.Support;

namespace Heketi.Nodes.Tests.Lvm;

public sealed class LvmReportTests
{
    [Theory]
    [InlineData("lvs_b_all.json", "lv", 30)]
    [InlineData("lvs_k.json", "lv", 14)]
    [InlineData("vgs_b.json", "vg", 2)]
    [InlineData("pvs_b.json", "pv", 2)]
    [InlineData("pvs_k.json", "pv", 2)]
    [InlineData("pvs_none.json", "pv", 0)]
    public void Recorded_reports_have_all_their_rows(string file, string table, int rows) =>
        LvmReport.Rows(Recorded.Text(file), table).Should().HaveCount(rows);

    [Fact]
    public void Physical_volumes_have_the_numbers_of_their_groups()
    {
        var volumes = LvmReport.PhysicalVolumes("""
              {
                  "report": [
                      {
                          "pv": [
                              {"pv_name":"/dev/vda", "pv_uuid":"3oT0xq", "vg_name":"vg_1", "vg_extent_size":"4096.00", "vg_extent_count":"25567", "vg_free_count":"25564"},
                              {"pv_name":"/dev/vdb", "pv_uuid":"ED2xka", "vg_name":"", "vg_extent_size":"", "vg_extent_count":"", "vg_free_count":""}
                          ]
                      }
                  ]
              }
            """);

        volumes.Should().Equal(
            new PhysicalVolume("/dev/vda", "3oT0xq", "vg_1", 4096, 25567, 25564),
            new PhysicalVolume("/dev/vdb", "ED2xka", "", 0, 0, 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"report": 1}""")]
    [InlineData("""{"report": [{"pv": [1]}]}""")]
    [InlineData("""{"report": [{"pv": [{"pv_name": "/dev/vda"}]}]}""")]
    [InlineData("""{"report": [{"pv": [{"pv_name":"a","pv_uuid":"b","vg_name":"c","vg_extent_size":"-1","vg_extent_count":"1","vg_free_count":"1"}]}]}""")]
    public void Anything_else_is_a_format_error(string json) =>
        FluentActions.Invoking(() => LvmReport.PhysicalVolumes(json)).Should().Throw<FormatException>();

    [Fact]
    public void Damaged_reports_are_read_or_refused_but_never_crash()
    {
        var good = Recorded.Text("pvs_b.json");
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var damaged = good.ToCharArray();
            for (var j = random.Next(1, 6); j > 0; j--)
            {
                damaged[random.Next(damaged.Length)] = (char)random.Next(32, 127);
            }

            var read = Record.Exception(() => LvmReport.PhysicalVolumes(new string(damaged, 0, random.Next(damaged.Length))));
            (read is null or FormatException).Should().BeTrue($"{read}");
        }
    }

    [Fact]
    public void Stable_paths_end_with_the_name_and_leave_the_uuid_link_out() =>
        UdevSymlinks.Paths(Recorded.Text("udevadm_symlink_pv.txt"), "/dev/vda").Should().Equal(
            "/dev/disk/by-path/virtio-pci-0000:00:03.0",
            "/dev/disk/by-diskseq/2",
            "/dev/disk/by-path/pci-0000:00:03.0",
            "/dev/disk/by-id/virtio-n3d1",
            "/dev/vda");
}
